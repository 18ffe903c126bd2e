package dev.thermograph.wal.format.v1;

import org.jspecify.annotations.Nullable;

/** What a frame is for; the codes are part of the format. */
public enum FrameType {
  /** One commit's bytes. */
  DATA(1),
  /** Closes the last block of a group before its sync. */
  PAD(2),
  /** First frame of a segment in use: where the log before it ends. */
  START(3),
  /** Last frame of a full segment: the log goes on in the next one. */
  SEAL(4),
  /** The log was idle and everything before was durable. */
  TRAILER(5),
  /** As {@link #TRAILER}, and the writer left in good order. */
  CLOSE(6),
  /** A writer came back after {@link #CLOSE} and goes on in the same segment. */
  REOPEN(7),
  /** Sequences up to this frame's own were given out and refused later. */
  VOID(8),
  /** Segments below a number are released. */
  RELEASE(9);

  private static final @Nullable FrameType[] BY_CODE = byCode();

  private final byte code;

  FrameType(int code) {
    this.code = (byte) code;
  }

  /** The byte that stands for this type in a frame. */
  public byte code() {
    return code;
  }

  /** The type of a code read from a file, or null when version 1 knows none such. */
  public static @Nullable FrameType ofCode(byte code) {
    return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
  }

  private static @Nullable FrameType[] byCode() {
    @Nullable FrameType[] types = new FrameType[values().length + 1];
    for (FrameType type : values()) {
      types[type.code] = type;
    }
    return types;
  }
}
