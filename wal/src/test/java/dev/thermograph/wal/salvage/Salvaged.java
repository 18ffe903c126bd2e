package dev.thermograph.wal.salvage;

import dev.thermograph.wal.crypto.KeyProvider;
import dev.thermograph.wal.segment.SegmentFiles;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Everything that a salvage reader says of a log. */
record Salvaged(List<Rescued> records, List<Gap> gaps) {

  /** One record as the salvage reader gives it. */
  record Rescued(long sequence, String text, boolean behindDamage) {}

  static Salvaged of(SegmentFiles files) {
    return of(files, KeyProvider.NONE);
  }

  static Salvaged of(SegmentFiles files, KeyProvider keys) {
    List<Rescued> records = new ArrayList<>();
    try (SalvageReader reader = SalvageReader.open(files, keys)) {
      while (reader.next()) {
        String text = StandardCharsets.UTF_8.decode(reader.payload()).toString();
        records.add(new Rescued(reader.sequence(), text, reader.isBehindDamage()));
      }
      return new Salvaged(List.copyOf(records), reader.gaps());
    }
  }

  List<Long> sequences() {
    return records.stream().map(Rescued::sequence).toList();
  }

  List<Long> sequencesBehindDamage() {
    return records.stream().filter(Rescued::behindDamage).map(Rescued::sequence).toList();
  }
}
