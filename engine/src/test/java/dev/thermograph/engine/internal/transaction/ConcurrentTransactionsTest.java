package dev.thermograph.engine.internal.transaction;

import static dev.thermograph.engine.internal.transaction.Kinds.FOLDER;
import static dev.thermograph.engine.internal.transaction.Kinds.PERSON;
import static dev.thermograph.engine.internal.transaction.Kinds.WIDGET;
import static dev.thermograph.engine.internal.transaction.Kinds.person;
import static org.assertj.core.api.Assertions.assertThat;

import dev.thermograph.engine.graph.NodeId;
import dev.thermograph.engine.graph.Transaction;
import dev.thermograph.engine.graph.TransactionConflictException;
import dev.thermograph.engine.graph.WriteTransaction;
import dev.thermograph.engine.internal.transaction.Kinds.Folder;
import dev.thermograph.wal.Durability;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Threads that write at once lose nothing of each other's. */
final class ConcurrentTransactionsTest {
  private static final long SEED = Long.getLong("thermograph.seed", 1);
  private static final int THREADS = 6;
  private static final int ACCOUNTS = 8;
  private static final int BALANCE = 1000;
  private static final int TRANSFERS =
      "nightly".equals(System.getProperty("thermograph.scale")) ? 20_000 : 300;

  private static void onThreads(int threads, List<Callable<Boolean>> tasks)
      throws InterruptedException, ExecutionException {
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      for (Future<Boolean> done : pool.invokeAll(tasks)) {
        assertThat(done.get()).isTrue();
      }
    }
  }

  @Test
  void aHundredParallelCreatesAreAHundredNodes() throws Exception {
    try (TransactionBed bed = new TransactionBed(Kinds.SCHEMA)) {
      List<Callable<Boolean>> creates = new ArrayList<>();
      for (int uid = 0; uid < 100; uid++) {
        int own = uid;
        creates.add(
            () -> {
              if (own % 2 == 0) {
                bed.write(tx -> tx.create(PERSON, person(own)));
              } else {
                try (Transaction tx = bed.begin()) {
                  tx.create(PERSON, person(own));
                  tx.commit();
                }
              }
              return true;
            });
      }
      onThreads(16, creates);
      assertThat(bed.<Long>read(view -> view.count(PERSON))).isEqualTo(100);
      bed.restart();
      assertThat(bed.<Long>read(view -> view.count(PERSON))).isEqualTo(100);
    }
  }

  /** Accounts are folders, whose size is the balance. */
  @Test
  void transfersKeepTheSumAndLoseNoUpdate() throws Exception {
    try (TransactionBed bed = new TransactionBed(Kinds.SCHEMA, ReadKeys::new, Durability.none())) {
      List<NodeId> accounts =
          bed.compute(
              tx ->
                  tx.createAll(
                      FOLDER,
                      IntStream.range(0, ACCOUNTS)
                          .mapToObj(it -> new Folder("/" + it, BALANCE))
                          .toList()));
      AtomicLongArray moved = new AtomicLongArray(ACCOUNTS);
      AtomicInteger conflicts = new AtomicInteger();
      List<Callable<Boolean>> threads = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        SplittableRandom random = new SplittableRandom(SEED + thread);
        boolean isInteractive = thread % 3 != 0;
        threads.add(() -> transfer(bed, accounts, moved, conflicts, random, isInteractive));
      }
      onThreads(THREADS, threads);

      assertBalances(bed, accounts, moved);
      bed.restart();
      assertBalances(bed, accounts, moved);
    }
  }

  private static void assertBalances(
      TransactionBed bed, List<NodeId> accounts, AtomicLongArray moved) {
    long sum = 0;
    for (int account = 0; account < ACCOUNTS; account++) {
      NodeId id = accounts.get(account);
      int balance = bed.read(view -> view.get(FOLDER, id).properties().size());
      assertThat(balance).as("seed=%d", SEED).isEqualTo(BALANCE + (int) moved.get(account));
      sum += balance;
    }
    assertThat(sum).isEqualTo((long) ACCOUNTS * BALANCE);
  }

  private static boolean transfer(
      TransactionBed bed,
      List<NodeId> accounts,
      AtomicLongArray moved,
      AtomicInteger conflicts,
      SplittableRandom random,
      boolean isInteractive) {
    for (int transfer = 0; transfer < TRANSFERS; transfer++) {
      int from = random.nextInt(ACCOUNTS);
      int to = (from + 1 + random.nextInt(ACCOUNTS - 1)) % ACCOUNTS;
      int amount = random.nextInt(50);
      if (!isInteractive) {
        bed.write(tx -> move(tx, accounts.get(from), accounts.get(to), amount));
      } else {
        while (!tryMove(bed, accounts.get(from), accounts.get(to), amount)) {
          conflicts.incrementAndGet();
        }
      }
      moved.addAndGet(from, -amount);
      moved.addAndGet(to, amount);
      requireSum(bed, accounts);
    }
    return true;
  }

  private static boolean tryMove(TransactionBed bed, NodeId from, NodeId to, int amount) {
    try (Transaction tx = bed.begin()) {
      move(tx, from, to, amount);
      long _ = tx.commit().sequence();
      return true;
    } catch (TransactionConflictException _) {
      return false;
    }
  }

  private static void move(WriteTransaction tx, NodeId from, NodeId to, int amount) {
    int before = tx.get(FOLDER, from).properties().size();
    tx.update(from, Map.of("size", before - amount));
    tx.update(to, Map.of("size", tx.get(FOLDER, to).properties().size() + amount));
  }

  /** Every view sees whole transfers. */
  private static void requireSum(TransactionBed bed, List<NodeId> accounts) {
    int sum =
        bed.read(
            view ->
                accounts.stream().mapToInt(it -> view.get(FOLDER, it).properties().size()).sum());
    assertThat(sum).isEqualTo(ACCOUNTS * BALANCE);
  }

  /** The log has every name that a commit's blocks use, whoever used it first. */
  @Test
  void newNamesOfManyThreadsAreReplayed() throws Exception {
    try (TransactionBed bed = new TransactionBed(Kinds.SCHEMA, ReadKeys::new, Durability.none())) {
      List<Callable<Boolean>> threads = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        SplittableRandom random = new SplittableRandom(SEED + thread);
        threads.add(() -> createNamed(bed, random));
      }
      onThreads(THREADS, threads);
      Map<NodeId, String> before = widgets(bed);
      assertThat(before).hasSize(THREADS * 50);
      bed.restart();
      assertThat(widgets(bed)).isEqualTo(before);
      assertThat(bed.tenant().keys().loggedCount()).isEqualTo(bed.tenant().keys().count());
    }
  }

  private static boolean createNamed(TransactionBed bed, SplittableRandom random) {
    for (int at = 0; at < 100; at++) {
      try (Transaction tx = bed.begin()) {
        String name = "n" + random.nextInt(400);
        tx.createFrom(WIDGET, Map.of(name, name, "m" + random.nextInt(400), at));
        if (at % 2 == 0) {
          tx.commit();
        }
      }
    }
    return true;
  }

  private static Map<NodeId, String> widgets(TransactionBed bed) {
    return bed.read(
        view -> {
          Map<NodeId, String> all = new TreeMap<>();
          view.nodes(WIDGET)
              .forEach(it -> all.put(it.id(), new TreeMap<>(it.properties().fields()).toString()));
          return all;
        });
  }
}
