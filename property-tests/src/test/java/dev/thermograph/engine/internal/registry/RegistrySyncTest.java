package dev.thermograph.engine.internal.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.thermograph.properties.crash.Fault;
import dev.thermograph.properties.crash.FaultPlan;
import dev.thermograph.properties.crash.FaultySegmentFiles;
import dev.thermograph.properties.crash.OperationKind;
import dev.thermograph.wal.segment.MemorySegmentFiles;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The log lets go of what a list has; so the list's name must outlive a power cut first. */
final class RegistrySyncTest {
  private static final UUID LOG = new UUID(1, 2);

  private final FaultySegmentFiles files =
      new FaultySegmentFiles(MemorySegmentFiles.create(), FaultPlan.none());
  private final RegistryState state = new RegistryState();

  private long syncCount() {
    return files.operationCount(OperationKind.SYNC_DIRECTORY);
  }

  /** It was: the name was there, so nobody synced it again, and the log was let go of. */
  @Test
  void aListWhoseDirectoryCouldNotBeSyncedIsSyncedTheNextTime() throws IOException {
    RegistryFiles registry = new RegistryFiles(files, LOG);
    state.advance(1);
    registry.write(state, Map.of());
    state.advance(2);
    files.setPlan(
        FaultPlan.at(OperationKind.SYNC_DIRECTORY, syncCount() + 1, Fault.INPUT_OUTPUT_ERROR));
    assertThatThrownBy(() -> registry.write(state, Map.of())).isInstanceOf(IOException.class);
    assertThat(registry.listed()).as("the name is there").hasSize(2);
    files.setPlan(FaultPlan.from(OperationKind.SYNC_DIRECTORY, 1, Fault.INPUT_OUTPUT_ERROR));
    assertThatThrownBy(() -> registry.write(state, Map.of()))
        .as("as often as it fails")
        .isInstanceOf(IOException.class);
    files.setPlan(FaultPlan.none());
    long before = syncCount();
    assertThat(registry.write(state, Map.of())).isEqualTo(1);
    assertThat(syncCount()).isEqualTo(before + 1);
    registry.write(state, Map.of());
    assertThat(syncCount()).as("once is enough").isEqualTo(before + 1);
  }

  /** Whether it was synced before a crash of the process, the file does not tell. */
  @Test
  void aListThatIsFoundIsSyncedBeforeItCounts() throws IOException {
    state.advance(1);
    new RegistryFiles(files, LOG).write(state, Map.of());
    RegistryFiles found = new RegistryFiles(files, LOG);
    RegistryState loaded = found.load().state();
    long before = syncCount();
    found.write(loaded, Map.of());
    assertThat(syncCount()).isEqualTo(before + 1);
  }
}
