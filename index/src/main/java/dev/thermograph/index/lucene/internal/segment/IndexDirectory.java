package dev.thermograph.index.lucene.internal.segment;

import dev.thermograph.index.IndexFiles;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.Collection;
import org.apache.lucene.store.ByteBuffersDataInput;
import org.apache.lucene.store.ByteBuffersDataOutput;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.ByteBuffersIndexInput;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.store.SingleInstanceLockFactory;

/**
 * Makes Lucene directories. Files are mapped, so an interrupt on a searcher's thread closes
 * nothing. The engine's own lock keeps other processes away. Stateless.
 */
public final class IndexDirectory {
  private static final int BLOCK_BITS_MIN = 10;
  private static final int BLOCK_BITS_MAX = 20;

  private IndexDirectory() {}

  /**
   * A directory of Lucene in these files.
   *
   * @param syncs false for tests that commit very often
   */
  public static Directory open(IndexFiles files, boolean syncs) throws IOException {
    return switch (files) {
      case IndexFiles.InDirectory(var directory) -> {
        Files.createDirectories(directory);
        Directory mapped = new MMapDirectory(directory, new SingleInstanceLockFactory());
        yield syncs ? mapped : new Unsynced(mapped);
      }
      case IndexFiles.InMemory() ->
          new ByteBuffersDirectory(
              new SingleInstanceLockFactory(),
              IndexDirectory::outsideTheHeap,
              (name, output) -> {
                ByteBuffersDataInput bytes = output.toDataInput();
                return new ByteBuffersIndexInput(bytes, name);
              });
    };
  }

  /** Leaves it to the system when bytes reach the disk. */
  private static final class Unsynced extends FilterDirectory {
    Unsynced(Directory directory) {
      super(directory);
    }

    @Override
    public void sync(Collection<String> names) {}

    @Override
    public void syncMetaData() {}
  }

  private static ByteBuffersDataOutput outsideTheHeap() {
    return new ByteBuffersDataOutput(
        BLOCK_BITS_MIN, BLOCK_BITS_MAX, ByteBuffer::allocateDirect, _ -> {});
  }

  /** Removes every file, whatever it is: the directory is the index's own. */
  public static void clear(Directory directory) throws IOException {
    for (String name : directory.listAll()) {
      directory.deleteFile(name);
    }
  }

  /** How many bytes its files take. */
  public static long bytes(Directory directory) throws IOException {
    long bytes = 0;
    for (String name : directory.listAll()) {
      try {
        bytes += directory.fileLength(name);
      } catch (NoSuchFileException | FileNotFoundException _) {
        // Merged away since it was listed.
      }
    }
    return bytes;
  }
}
