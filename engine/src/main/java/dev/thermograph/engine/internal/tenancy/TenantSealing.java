package dev.thermograph.engine.internal.tenancy;

import dev.thermograph.engine.error.MemoryRefusedException;
import dev.thermograph.engine.error.StoreFilesException;

/** Leaves a tenant's memory in its files for the next opening. <em>Stateless.</em> */
final class TenantSealing {
  private TenantSealing() {}

  /**
   * Seals a memory that nobody uses any more. What fails costs the next opening a rebuild and is no
   * failure of closing: the log has everything.
   */
  static void seal(TenantMemory memory, TenantMaps.Seal seal) {
    try {
      IoCalls.call(
          "thermograph-close",
          () -> {
            seal.close(memory.applier().sequence(), memory.seal());
            return true;
          });
    } catch (MemoryRefusedException | StoreFilesException _) {
      return; // without a mark the files are not believed
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("sealing failed", e);
    }
  }
}
