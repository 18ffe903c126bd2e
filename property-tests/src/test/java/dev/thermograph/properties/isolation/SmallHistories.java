package dev.thermograph.properties.isolation;

import dev.thermograph.properties.isolation.history.History;
import dev.thermograph.properties.isolation.history.Operation;
import dev.thermograph.properties.isolation.history.Transaction;
import dev.thermograph.properties.isolation.planted.PlantedFault;
import dev.thermograph.properties.isolation.planted.PlantedFaults;
import dev.thermograph.properties.isolation.subject.OptimisticSubject;
import dev.thermograph.properties.isolation.subject.StepSubject;
import dev.thermograph.properties.isolation.workload.Shape;
import dev.thermograph.properties.isolation.workload.SteppedRun;
import dev.thermograph.properties.isolation.workload.Workload;
import dev.thermograph.properties.isolation.workload.WorkloadOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Histories of a few transactions of correct and of faulty subjects, some with a change made. */
final class SmallHistories {
  private static final List<PlantedFault> FAULTS = PlantedFaults.all();

  private static final List<Shape> SHAPES = List.of(Shape.values());

  private SmallHistories() {}

  static History random(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    WorkloadOptions options =
        new WorkloadOptions(
            random.nextInt(4, 13),
            random.nextInt(2, 5),
            2,
            1,
            0.8,
            random.nextInt(1, 4),
            0.6,
            random.nextInt(2) * 0.2,
            random.nextInt(3) * 0.5,
            SHAPES.get(random.nextInt(SHAPES.size())));
    int subject = random.nextInt(FAULTS.size() * 2);
    StepSubject tested =
        subject < FAULTS.size() ? FAULTS.get(subject).newSubject().get() : new OptimisticSubject();
    History history = SteppedRun.of(Workload.plan(seed, options), tested);
    return random.nextInt(3) == 0 ? changed(history, random) : history;
  }

  /** The same history, in which one transaction has seen something else. */
  private static History changed(History history, SplittableRandom random) {
    List<Transaction> transactions = new ArrayList<>(history.transactions());
    int number = random.nextInt(transactions.size());
    Transaction former = transactions.get(number);
    List<Operation> operations = new ArrayList<>(former.operations());
    operations.replaceAll(each -> random.nextBoolean() ? changed(each, random) : each);
    transactions.set(
        number,
        new Transaction(
            number,
            former.process(),
            former.invoked(),
            former.completed(),
            former.outcome(),
            former.sequence(),
            operations));
    return new History(transactions, history.end());
  }

  private static Operation changed(Operation operation, SplittableRandom random) {
    return switch (operation) {
      case Operation.Append _, Operation.Write _ -> operation;
      case Operation.RegisterRead(int key, long value) ->
          new Operation.RegisterRead(key, Math.max(0, value + random.nextInt(-3, 4)));
      case Operation.ListRead(int key, List<Long> values) ->
          new Operation.ListRead(key, values.subList(0, random.nextInt(values.size() + 1)));
    };
  }
}
