package dev.thermograph.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thermograph.engine.Sample.Person;
import dev.thermograph.engine.graph.CommitOptions;
import dev.thermograph.engine.graph.NodeId;
import dev.thermograph.engine.options.RetryPolicy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hundred creates at once, then a count: a hundred, of which each has its own number. */
final class ParallelCreatesTest {
  private static final int CREATES = 100;

  @TempDir Path directory;

  @Test
  void aHundredAtOnceAreAHundredOnDiskAndAfterOpeningAgain() throws Exception {
    try (Thermograph engine = Thermograph.open(directory, Sample.options())) {
      requireAll(engine.tenant("acme", Sample.SCHEMA));
    }
    try (Thermograph engine = Thermograph.open(directory, Sample.options())) {
      assertThat(Sample.names(engine.tenant("acme", Sample.SCHEMA))).hasSize(2 * CREATES);
    }
  }

  @Test
  void aHundredAtOnceAreAHundredInMemory() throws Exception {
    try (Thermograph engine = Thermograph.inMemory()) {
      requireAll(engine.tenant("acme", Sample.SCHEMA));
    }
  }

  private static void requireAll(Tenant tenant) throws Exception {
    List<NodeId> written = atOnce(number -> Sample.add(tenant, "written-" + number, number));
    assertThat(written).doesNotHaveDuplicates();
    long count = tenant.read(view -> view.count(Sample.PERSON));
    assertThat(count).isEqualTo(CREATES);

    List<NodeId> transacted = atOnce(number -> transact(tenant, number));
    assertThat(transacted).doesNotHaveDuplicates().doesNotContainAnyElementsOf(written);
    TreeSet<String> names = new TreeSet<>();
    IntStream.range(0, CREATES).forEach(it -> names.addAll(List.of("written-" + it, "by-" + it)));
    assertThat(Sample.names(tenant)).isEqualTo(List.copyOf(names));
  }

  private static NodeId transact(Tenant tenant, int number) {
    return tenant
        .transact(
            CommitOptions.DEFAULT,
            RetryPolicy.DEFAULT,
            tx -> tx.create(Sample.PERSON, new Person("by-" + number, number)))
        .value();
  }

  private static List<NodeId> atOnce(IntFunction<NodeId> create) throws Exception {
    CyclicBarrier together = new CyclicBarrier(CREATES);
    List<Callable<NodeId>> calls = new ArrayList<>();
    for (int index = 0; index < CREATES; index++) {
      int number = index;
      calls.add(
          () -> {
            together.await();
            return create.apply(number);
          });
    }
    List<NodeId> ids = new ArrayList<>();
    try (ExecutorService executor = Executors.newFixedThreadPool(CREATES)) {
      for (Future<NodeId> future : executor.invokeAll(calls)) {
        ids.add(future.get());
      }
    }
    return ids;
  }
}
