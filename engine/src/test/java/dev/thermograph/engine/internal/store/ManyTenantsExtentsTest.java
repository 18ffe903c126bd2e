package dev.thermograph.engine.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small tenant costs little more than its regions, and gives everything back. */
final class ManyTenantsExtentsTest {
  private static final int TENANT_COUNT = 100;
  private static final int REGION_BYTES = 65536;
  private static final int REGION_COUNT = 4;

  @TempDir Path directory;

  @Test
  void smallTenantsCostLittleMoreThanTheirRegions() throws IOException {
    for (boolean inFiles : new boolean[] {false, true}) {
      List<ChronicleExtents> tenants = new ArrayList<>();
      try {
        openOne(tenants, inFiles, "warm-up");
        long heapBefore = heapBytes();
        long residentBefore = residentBytes();
        long start = System.nanoTime();
        for (int tenant = 0; tenant < TENANT_COUNT; tenant++) {
          openOne(tenants, inFiles, "tenant-" + tenant);
        }
        long nanos = System.nanoTime() - start;
        long used = tenants.stream().mapToLong(ChronicleExtents::usedBytes).sum() / tenants.size();
        long heap = (heapBytes() - heapBefore) / TENANT_COUNT;
        System.out.println(
            (inFiles ? "files" : "memory")
                + ": bytes per tenant: used="
                + used
                + " heap="
                + heap
                + " resident="
                + (residentBytes() - residentBefore) / TENANT_COUNT
                + "; microseconds to open="
                + nanos / TENANT_COUNT / 1000);
        assertThat(used).isBetween((long) REGION_BYTES * REGION_COUNT, 280_000L);
        assertThat(heap).isLessThan(400_000);
      } finally {
        tenants.forEach(ChronicleExtents::close);
      }
    }
  }

  @Test
  void closingGivesTheMemoryBack() throws IOException {
    long before = residentBytes();
    for (int round = 0; round < 100; round++) {
      try (ChronicleExtents extents = ChronicleExtents.inMemory()) {
        extents.add(1 << 20, 16);
      }
    }
    assertThat(residentBytes() - before).as("of 1.6 GB").isLessThan(400L << 20);
  }

  private void openOne(List<ChronicleExtents> tenants, boolean inFiles, String name) {
    ChronicleExtents extents =
        inFiles
            ? ChronicleExtents.create(directory.resolve(name), name)
            : ChronicleExtents.inMemory();
    tenants.add(extents);
    extents.add(REGION_BYTES, REGION_COUNT);
  }

  private static long heapBytes() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  /** 0 where the system does not say. */
  private static long residentBytes() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return 0;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
        .sum();
  }
}
