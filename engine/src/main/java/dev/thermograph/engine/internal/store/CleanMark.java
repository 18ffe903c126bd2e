package dev.thermograph.engine.internal.store;

import dev.thermograph.error.InvalidArgumentException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What a clean close leaves behind: the state that the files stand for, and what they must look
 * like for anyone to believe it. Its bytes are those of {@link CleanMarkLayout}.
 *
 * @param identity whose memory it is and in which layout; used again only by the same
 * @param sequence the last commit that the memory holds
 * @param payload the caller's own, such as references into the memory
 * @param extents in order of their numbers
 */
@SuppressWarnings("ArrayRecordComponent") // never compared as a whole
record CleanMark(String identity, long sequence, byte[] payload, List<ExtentSum> extents) {
  static final int IDENTITY_BYTES_MAX = 256;
  static final int PAYLOAD_BYTES_MAX = 4096;

  CleanMark {
    InvalidArgumentException.requireRange(
        "identity's bytes",
        identity.getBytes(StandardCharsets.UTF_8).length,
        1,
        IDENTITY_BYTES_MAX);
    InvalidArgumentException.requireRange("payload's bytes", payload.length, 0, PAYLOAD_BYTES_MAX);
    payload = payload.clone();
    extents = List.copyOf(extents);
  }

  @Override
  public byte[] payload() {
    return payload.clone();
  }

  /**
   * One extent.
   *
   * @param regionBytes length of each region
   * @param fileBytes length of its file
   * @param fileCrc CRC-32C of its whole file, read before Chronicle may touch it
   * @param regionCrcs CRC-32C of each region, read where the engine will read it
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared as a whole
  record ExtentSum(int regionBytes, long fileBytes, int fileCrc, int[] regionCrcs) {
    ExtentSum {
      regionCrcs = regionCrcs.clone();
    }

    @Override
    public int[] regionCrcs() {
      return regionCrcs.clone();
    }
  }
}
