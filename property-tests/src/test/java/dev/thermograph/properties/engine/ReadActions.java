package dev.thermograph.properties.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thermograph.engine.graph.PastNotRetainedException;
import dev.thermograph.engine.graph.ReadView;
import dev.thermograph.properties.engine.LiveTenant.KeptView;
import dev.thermograph.properties.engine.PlainHistory.Version;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Views of now and of the past. */
final class ReadActions {
  private static final int KEPT_MAX = 3;

  private ReadActions() {}

  /** Of now, or of what is kept of the past for sure. */
  static void openView(Life life, LiveTenant tenant, SplittableRandom random) {
    if (tenant.views.size() >= KEPT_MAX) {
      return;
    }
    if (random.nextBoolean()) {
      keep(tenant, tenant.tenant.read(), tenant.history.newest());
    } else {
      long sequence = past(tenant, random);
      if (sequence >= tenant.history.floor()) {
        keep(tenant, tenant.tenant.readAt(sequence), sequence);
      }
    }
    life.tally.count("views kept");
  }

  private static void keep(LiveTenant tenant, ReadView view, long sequence) {
    Graph graph = tenant.history.at(sequence).getValue().graph();
    tenant.views.add(new KeptView(view, graph, tenant.kinds));
  }

  static void closeView(Life life, LiveTenant tenant, SplittableRandom random) {
    if (!tenant.views.isEmpty()) {
      KeptView kept = tenant.views.get(random.nextInt(tenant.views.size()));
      if (life.has(Fault.VIEW_MOVES)) {
        KeptView moved = new KeptView(kept.view(), tenant.history.graph(), kept.kinds());
        tenant.views.remove(kept);
        tenant.views.add(moved);
        kept = moved;
      }
      tenant.closeView(kept, random, life.when(tenant));
    }
  }

  /** Also between commits, where those of other tenants are. */
  private static long past(LiveTenant tenant, SplittableRandom random) {
    List<Long> sequences = tenant.history.sequences();
    return random.nextBoolean()
        ? sequences.get(random.nextInt(sequences.size()))
        : random.nextLong(tenant.history.newest() + 1);
  }

  static void readPast(Life life, LiveTenant tenant, SplittableRandom random) {
    long sequence = past(tenant, random);
    Version then =
        life.has(Fault.PAST_IS_ONE_OFF)
            ? tenant.history.before(sequence).getValue()
            : tenant.history.at(sequence).getValue();
    boolean isKept = tenant.comparePast(sequence, then, random, life.when(tenant));
    life.tally.count(isKept ? "past reads" : "past reads refused");
  }

  static void readInstant(Life life, LiveTenant tenant, SplittableRandom random) {
    List<Long> sequences = tenant.history.sequences();
    long near = sequences.get(random.nextInt(sequences.size()));
    Instant instant =
        tenant.history.at(near).getValue().committedAt().plusMillis(random.nextInt(-1, 2));
    long sequence = tenant.history.newestAt(instant);
    Map.Entry<Long, Version> then = tenant.history.at(sequence);
    String when = life.when(tenant) + " instant=" + instant;
    try (ReadView view = tenant.tenant.readAt(instant)) {
      assertThat(view.committedAt()).as(when).isEqualTo(then.getValue().committedAt());
      tenant.compareSome(view, then.getValue().graph(), tenant.kinds, random, when);
      LiveTenant.compareAll(view, then.getValue().graph(), tenant.kinds, when);
      life.tally.count("instants read");
    } catch (PastNotRetainedException e) {
      assertThat(sequence).as("%s, %s", e, when).isLessThan(tenant.history.floor());
      life.tally.count("instants refused");
    }
  }

  static void compareAll(Life life, LiveTenant tenant, SplittableRandom random) {
    tenant.compareAll(life.when(tenant));
    try (ReadView view = tenant.tenant.read()) {
      tenant.compareSome(view, tenant.history.graph(), tenant.kinds, random, life.when(tenant));
    }
  }
}
