package dev.thermograph.engine.internal.core;

import dev.thermograph.engine.internal.registry.RegisteredTenant;
import dev.thermograph.engine.internal.residence.Opener;
import dev.thermograph.engine.report.DropReceipt;
import dev.thermograph.engine.report.MemoryReport;
import java.util.List;

/** Where tenants' memory comes from, and what is left of it when it is closed. */
interface TenantStorage extends Opener<OpenTenant>, AutoCloseable {
  /** Every opening fails from now on, also one that is under way and takes long. */
  void callOffOpenings();

  /** Whether nothing is there that another tenant of this number could have left. */
  boolean isFree(int number);

  /** Whether the memory is in files. */
  boolean hasFiles();

  /** Length of all files of a tenant. */
  FileBytes fileBytes(int number);

  /** Length of the files that are no single tenant's. */
  MemoryReport.EngineFiles engineFiles();

  /**
   * Length of files.
   *
   * @param maps of memory, and of its mark
   * @param snapshots of snapshots
   * @param indexes of all indexes
   */
  record FileBytes(long maps, long snapshots, long indexes) {
    /** There are none. */
    static final FileBytes NONE = new FileBytes(0, 0, 0);

    long total() {
      return maps + snapshots + indexes;
    }
  }

  /**
   * Deletes what a dropped tenant has left; nobody uses it any more. What cannot be deleted is
   * named, and can be tried again.
   */
  Erasure erase(int number);

  /** What of a tenant may still be in the log. */
  DropReceipt.LogRemains logRemains(long firstSequence, long lastSequence);

  /** Lets the log go as far as no closed tenant needs it. */
  void releaseLog();

  /**
   * Closed tenants for which the log was held for long: the more of it is held, the more of them,
   * and never very many at a time.
   */
  List<RegisteredTenant> findLongHolders();

  /**
   * Makes a closed tenant need less of the log.
   *
   * @return false when it has to be opened and closed for that
   */
  boolean relieve(RegisteredTenant tenant);

  /** Keeps what the next opening needs, and lets go of everything. No tenant is open any more. */
  @Override
  void close();

  /**
   * What was deleted.
   *
   * @param maps files of memory
   * @param snapshots files of snapshots
   * @param indexes files of indexes
   * @param leftBehind names of files that are still there
   * @param isComplete whether nothing of ours is left
   */
  record Erasure(
      DropReceipt.Erased maps,
      DropReceipt.Erased snapshots,
      DropReceipt.Erased indexes,
      List<String> leftBehind,
      boolean isComplete) {
    /** There was nothing to delete. */
    static final Erasure NOTHING =
        new Erasure(
            DropReceipt.Erased.NONE,
            DropReceipt.Erased.NONE,
            DropReceipt.Erased.NONE,
            List.of(),
            true);
  }
}
