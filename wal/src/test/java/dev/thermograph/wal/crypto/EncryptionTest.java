package dev.thermograph.wal.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.thermograph.wal.LogImage;
import dev.thermograph.wal.LogImage.Entry;
import dev.thermograph.wal.LogImage.Frame;
import dev.thermograph.wal.WriteAheadLog;
import dev.thermograph.wal.error.LogCorruptedException;
import dev.thermograph.wal.error.TenantKeyMissingException;
import dev.thermograph.wal.format.v1.FrameType;
import dev.thermograph.wal.format.v1.Frames;
import dev.thermograph.wal.read.LogReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class EncryptionTest {
  private static final String CANARY = "canary-canary-canary";

  /** Keys by tenant and version; the highest version is the current one. */
  private static final class Keys implements KeyProvider {
    private final Map<Integer, Map<Integer, TenantKey>> keys = new HashMap<>();

    Keys with(int tenant, int version) {
      byte[] material = new byte[TenantKey.MATERIAL_BYTES];
      java.util.Arrays.fill(material, (byte) (tenant * 16 + version));
      keys.computeIfAbsent(tenant, _ -> new HashMap<>())
          .put(version, TenantKey.of(version, material));
      return this;
    }

    void destroy(int tenant) {
      keys.remove(tenant);
    }

    @Override
    public Optional<TenantKey> currentKey(int tenant) {
      Map<Integer, TenantKey> versions = keys.getOrDefault(tenant, Map.of());
      return versions.keySet().stream().max(Integer::compare).map(versions::get);
    }

    @Override
    public Optional<TenantKey> key(int tenant, int version) {
      return Optional.ofNullable(keys.getOrDefault(tenant, Map.of()).get(version));
    }
  }

  private final Keys keys = new Keys().with(1, 1).with(2, 1);
  private final LogImage image = new LogImage(LogImage.options().withKeys(keys));

  private void append(int tenant, String text) {
    try (WriteAheadLog log = image.open()) {
      log.appendAndAwait(tenant, (byte) 1, LogImage.bytes(text));
    }
  }

  @Test
  void encryptedRecordsComeBackPlain() {
    append(1, "one");
    append(2, "");
    append(3, "plain, for tenant 3 has no key");

    assertThat(image.entries())
        .extracting(Entry::text)
        .containsExactly("one", "", "plain, for tenant 3 has no key");
  }

  @Test
  void noPlaintextReachesTheFileOfATenantWithAKey() {
    append(1, CANARY);
    append(3, "visible");

    String file = new String(image.read(1, 0, LogImage.SEGMENT_BYTES), StandardCharsets.ISO_8859_1);
    assertThat(file).doesNotContain(CANARY).contains("visible");
  }

  @Test
  void oldRecordsStayReadableAfterTheKeyIsRotated() {
    append(1, "old");
    keys.with(1, 2);
    append(1, "new");

    assertThat(image.entries()).extracting(Entry::text).containsExactly("old", "new");
  }

  @Test
  void withoutItsKeyARecordCannotBeReadButTheLogCan() {
    append(1, CANARY);
    append(2, "other tenant");
    keys.destroy(1);

    assertThat(image.recover().lastSequence()).isEqualTo(2);
    try (WriteAheadLog log = image.open();
        LogReader reader = log.read(1)) {
      assertThat(reader.next()).isTrue();
      assertThat(reader.isEncrypted()).isTrue();
      assertThatThrownBy(reader::payload)
          .isInstanceOf(TenantKeyMissingException.class)
          .hasMessageContaining("tenant=1 keyVersion=1 sequence=1");
      assertThat(reader.next()).isTrue();
      assertThat(StandardCharsets.UTF_8.decode(reader.payload()).toString())
          .isEqualTo("other tenant");
    }
  }

  @Test
  void aCiphertextMovedToAnotherTenantIsRefusedEvenWithARightChecksum() {
    append(1, CANARY);
    Frame data = image.frame(1, FrameType.DATA, 0);
    byte[] frame = image.read(1, data.offset(), data.end() - data.offset());
    ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN).putInt(40, 2);
    image.write(1, data.offset(), Frames.reseal(frame, data.syncedUpTo()));

    assertRefused();
  }

  @Test
  void aChangedCiphertextIsRefusedEvenWithARightChecksum() {
    append(1, CANARY);
    Frame data = image.frame(1, FrameType.DATA, 0);
    byte[] frame = image.read(1, data.offset(), data.end() - data.offset());
    frame[50] ^= 1;
    image.write(1, data.offset(), Frames.reseal(frame, data.syncedUpTo()));

    assertRefused();
  }

  @Test
  void aPayloadShorterThanItsTagIsRefused() {
    append(3, "short");
    Frame data = image.frame(1, FrameType.DATA, 0);
    byte[] frame = image.read(1, data.offset(), data.end() - data.offset());
    ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN).putInt(40, 1).putShort(46, (short) 1);
    image.write(1, data.offset(), Frames.reseal(frame, data.syncedUpTo()));

    assertRefused();
  }

  private void assertRefused() {
    try (WriteAheadLog log = image.open();
        LogReader reader = log.read(1)) {
      assertThat(reader.next()).isTrue();
      assertThatThrownBy(reader::payload)
          .isInstanceOf(LogCorruptedException.class)
          .hasMessageContaining("does not open with its tenant's key");
    }
  }

  @Test
  void theSameTextIsAnotherCiphertextInEveryRecordAndSegment() {
    Set<String> ciphertexts = new HashSet<>();
    for (int i = 0; i < 30; i++) {
      append(1, CANARY);
    }
    int count = 0;
    for (long segment = 1; segment <= image.recover().segments().size(); segment++) {
      for (Frame frame : image.frames(segment)) {
        if (frame.type() == FrameType.DATA) {
          byte[] payload = image.read(segment, frame.offset() + 48, CANARY.length() + 16);
          ciphertexts.add(new String(payload, StandardCharsets.ISO_8859_1));
          count++;
        }
      }
    }

    assertThat(image.recover().segments().size()).isGreaterThan(1);
    assertThat(count).isEqualTo(30);
    assertThat(ciphertexts).hasSize(30);
  }

  @Test
  void keysNeverPrintTheirMaterialAndRefuseWrongLengths() {
    byte[] material = new byte[32];
    assertThat(TenantKey.of(3, material)).hasToString("TenantKey[version=3]");
    assertThatThrownBy(() -> TenantKey.of(0, material)).hasMessageContaining("key version=0");
    assertThatThrownBy(() -> TenantKey.of(1, new byte[16]))
        .hasMessageContaining("key material bytes must be 32..32: key material bytes=16");
  }
}
