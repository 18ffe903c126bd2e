package dev.thermograph.engine.internal.transaction;

import dev.thermograph.engine.graph.TransactionConflictException;
import dev.thermograph.error.Messages;

/**
 * Compares what an interactive transaction has read with what was committed since. When nothing of
 * it was changed, all that the transaction saw and checked holds now as well.
 * <b>Single-threaded:</b> the tenant's lane. O(things read).
 */
final class Validation {
  private final TransactionScope scope;
  private final OptimisticBase base;
  private final RecentWrites recent;

  Validation(TransactionScope scope, OptimisticBase base, RecentWrites recent) {
    this.scope = scope;
    this.base = base;
    this.recent = recent;
  }

  /**
   * Throws when the transaction may not be committed.
   *
   * @param appliedSequence of the tenant's last commit
   */
  void requireUnchanged(long appliedSequence) {
    if (appliedSequence <= base.sequence()) {
      return; // there is no commit since
    }
    if (recent.forgottenUpTo() > base.sequence()) {
      throw conflict("more was changed since it began than is kept", recent.forgottenUpTo());
    }
    if (base.keys().isEverything()) {
      throw conflict("it has read more than is kept, and there was a commit", appliedSequence);
    }
    LongTable keys = base.keys().keys();
    for (int slot = 0; slot < keys.slotCount(); slot++) {
      if (keys.valueIn(slot) != 0) {
        requireUnchanged(keys.keyIn(slot), recent.newest(keys.keyIn(slot)));
      }
    }
  }

  private void requireUnchanged(long key, long changed) {
    if (changed > base.sequence()) {
      String what = AccessKey.describe(key, scope.ids().tenant(), scope.schema().catalog());
      throw conflict("another commit changed what it has read: what=" + what, changed);
    }
  }

  private TransactionConflictException conflict(String why, long changed) {
    return new TransactionConflictException(
        Messages.format(
            "%s commit=%d transaction's view=%d tenant=%d",
            why, changed, base.sequence(), scope.ids().tenant()));
  }
}
