package dev.thermograph.engine.internal.tenancy;

import dev.thermograph.engine.internal.memory.Extents;
import dev.thermograph.engine.internal.store.ChronicleExtents;
import dev.thermograph.engine.internal.store.Reopening;
import java.nio.file.Path;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where a tenant's memory lies: in files that outlive an orderly close, or nowhere else.
 * <em>Immutable.</em>
 */
public sealed interface TenantMaps {
  /** Memory that is gone when the tenant is closed; {@code source} gives empty extents. */
  static TenantMaps inMemory(Supplier<Extents> source) {
    return new InMemory(source);
  }

  /** Files of a directory that is this tenant's alone. */
  static TenantMaps inDirectory(Path directory, int tenant, UUID log) {
    String identity = "log=" + log + " tenant=" + tenant + " layout=" + TenantMemory.LAYOUT;
    return new InDirectory(directory, identity);
  }

  /** What an orderly close left, if anything can be used again. */
  Reopening reopen();

  /** Empty extents; what was there is thrown away. */
  Place create();

  /**
   * Extents, and how they can be left for the next time.
   *
   * @param seal null when they cannot
   */
  record Place(Extents extents, @Nullable Seal seal) {
    static Place of(ChronicleExtents files) {
      return new Place(new IoExtents(files), files::closeCleanly);
    }
  }

  /** Leaves extents for the next time; they are closed whatever happens. */
  @FunctionalInterface
  interface Seal {
    /** See {@link ChronicleExtents#closeCleanly}. */
    void close(long sequence, byte[] sealed);
  }

  /** See {@link #inMemory}. */
  record InMemory(Supplier<Extents> source) implements TenantMaps {
    @Override
    public Reopening reopen() {
      return new Reopening.Rebuild("memory does not outlive its process");
    }

    @Override
    public Place create() {
      return new Place(source.get(), null);
    }
  }

  /**
   * See {@link #inDirectory}.
   *
   * @param identity whose memory it is, in which layout
   */
  record InDirectory(Path directory, String identity) implements TenantMaps {
    @Override
    public Reopening reopen() {
      return ChronicleExtents.reopen(directory, identity);
    }

    @Override
    public Place create() {
      return Place.of(ChronicleExtents.create(directory, identity));
    }
  }
}
