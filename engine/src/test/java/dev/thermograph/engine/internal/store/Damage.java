package dev.thermograph.engine.internal.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

/** Ways to spoil the files of a clean close. Each works on a copy in a directory of its own. */
enum Damage {
  BIT_FLIP_IN_EXTENT {
    @Override
    void inflict(SealedSet set, Path directory, Random random) throws IOException {
      flipBit(anyExtent(set, directory, random), random);
    }
  },
  BIT_FLIP_IN_MARK {
    @Override
    void inflict(SealedSet set, Path directory, Random random) throws IOException {
      flipBit(mark(directory), random);
    }
  },
  TRUNCATED_EXTENT {
    @Override
    void inflict(SealedSet set, Path directory, Random random) throws IOException {
      truncate(anyExtent(set, directory, random), random);
    }
  },
  TRUNCATED_MARK {
    @Override
    void inflict(SealedSet set, Path directory, Random random) throws IOException {
      truncate(mark(directory), random);
    }
  },
  EXTENDED_EXTENT {
    @Override
    void inflict(SealedSet set, Path directory, Random random) throws IOException {
      extend(anyExtent(set, directory, random), random);
    }
  },
  EXTENDED_MARK {
    @Override
    void inflict(SealedSet set, Path directory, Random random) throws IOException {
      extend(mark(directory), random);
    }
  },
  ZEROED_RANGE_IN_EXTENT {
    @Override
    void inflict(SealedSet set, Path directory, Random random) throws IOException {
      zero(anyExtent(set, directory, random), random);
    }
  },
  ZEROED_RANGE_IN_MARK {
    @Override
    void inflict(SealedSet set, Path directory, Random random) throws IOException {
      zero(mark(directory), random);
    }
  },
  BLOCK_WRITTEN_TO_THE_WRONG_PLACE {
    @Override
    void inflict(SealedSet set, Path directory, Random random) throws IOException {
      Path file = anyExtent(set, directory, random);
      byte[] bytes = Files.readAllBytes(file);
      int length = Math.min(4096, bytes.length / 2);
      System.arraycopy(
          bytes,
          random.nextInt(bytes.length - length),
          bytes,
          random.nextInt(bytes.length - length),
          length);
      Files.write(file, bytes);
    }
  },
  SWAPPED_EXTENTS {
    @Override
    void inflict(SealedSet set, Path directory, Random random) throws IOException {
      int first = random.nextInt(set.extentCount());
      int second = (first + 1 + random.nextInt(set.extentCount() - 1)) % set.extentCount();
      byte[] bytes = Files.readAllBytes(extent(directory, first));
      Files.write(extent(directory, first), Files.readAllBytes(extent(directory, second)));
      Files.write(extent(directory, second), bytes);
    }
  },
  STALE_MARK {
    @Override
    void inflict(SealedSet set, Path directory, Random random) throws IOException {
      Files.write(mark(directory), set.olderFile(ExtentFiles.MARK));
      if (random.nextBoolean()) {
        // Then the files' names and lengths are right, too.
        for (int extent = set.olderExtentCount(); extent < set.extentCount(); extent++) {
          Files.delete(extent(directory, extent));
        }
      }
    }
  },
  STALE_EXTENT {
    @Override
    void inflict(SealedSet set, Path directory, Random random) throws IOException {
      int extent = random.nextInt(set.olderExtentCount());
      Files.write(extent(directory, extent), set.olderFile(ExtentFiles.extentName(extent)));
    }
  },
  OTHER_VERSION {
    @Override
    void inflict(SealedSet set, Path directory, Random random) throws IOException {
      byte[] bytes = Files.readAllBytes(mark(directory));
      bytes[8] = (byte) (2 + random.nextInt(100));
      Files.write(mark(directory), bytes);
    }
  },
  MISSING_EXTENT {
    @Override
    void inflict(SealedSet set, Path directory, Random random) throws IOException {
      Files.delete(anyExtent(set, directory, random));
    }
  },
  MISSING_MARK {
    @Override
    void inflict(SealedSet set, Path directory, Random random) throws IOException {
      Files.delete(mark(directory));
    }
  },
  FOREIGN_FILE_AS_EXTENT {
    @Override
    void inflict(SealedSet set, Path directory, Random random) throws IOException {
      replace(anyExtent(set, directory, random), directory, random);
    }
  },
  FOREIGN_FILE_AS_MARK {
    @Override
    void inflict(SealedSet set, Path directory, Random random) throws IOException {
      replace(mark(directory), directory, random);
    }
  },
  EXTENT_TOO_MANY {
    @Override
    void inflict(SealedSet set, Path directory, Random random) throws IOException {
      Files.copy(
          anyExtent(set, directory, random),
          extent(directory, set.extentCount() + random.nextInt(5)));
    }
  };

  abstract void inflict(SealedSet set, Path directory, Random random) throws IOException;

  static Path mark(Path directory) {
    return directory.resolve(ExtentFiles.MARK);
  }

  static Path extent(Path directory, int extent) {
    return directory.resolve(ExtentFiles.extentName(extent));
  }

  private static Path anyExtent(SealedSet set, Path directory, Random random) {
    return extent(directory, random.nextInt(set.extentCount()));
  }

  private static void flipBit(Path file, Random random) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    // Half of them in the first 4 KiB, where Chronicle keeps what it believes.
    int bound = random.nextBoolean() ? Math.min(4096, bytes.length) : bytes.length;
    bytes[random.nextInt(bound)] ^= (byte) (1 << random.nextInt(Byte.SIZE));
    Files.write(file, bytes);
  }

  private static void truncate(Path file, Random random) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, random.nextInt(bytes.length)));
  }

  private static void extend(Path file, Random random) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    byte[] longer = Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(5000));
    if (random.nextBoolean()) {
      longer[longer.length - 1] = (byte) random.nextInt();
    }
    Files.write(file, longer);
  }

  private static void zero(Path file, Random random) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    int from = random.nextInt(bytes.length);
    Arrays.fill(bytes, from, from + 1 + random.nextInt(bytes.length - from), (byte) 0);
    Files.write(file, bytes);
  }

  private static void replace(Path file, Path directory, Random random) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    Files.delete(file);
    switch (random.nextInt(5)) {
      case 0 -> {
        random.nextBytes(bytes);
        Files.write(file, bytes);
      }
      case 1 -> Files.createDirectory(file);
      case 2 -> Files.write(file, new byte[0]);
      case 3 -> {
        // The right bytes behind a link: whose they are cannot be known.
        Path target = Files.write(directory.resolve("elsewhere"), bytes);
        Files.createSymbolicLink(file, target);
      }
      default -> makePipe(file);
    }
  }

  /** Opening it would wait for a writer. */
  private static void makePipe(Path file) throws IOException {
    try {
      if (new ProcessBuilder("mkfifo", file.toString()).start().waitFor() != 0) {
        throw new IOException("mkfifo failed");
      }
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }
}
