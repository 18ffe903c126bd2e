package dev.thermograph.engine.internal.read;

import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Goes from number to number and makes something of each, so nothing is kept in memory. <b>Single-
 * threaded:</b> the stream over it.
 *
 * @param <T> what is made
 */
final class NumberSpliterator<T> extends Spliterators.AbstractSpliterator<T> {
  private final Runnable guard;
  private final IntUnaryOperator next;
  private final IntFunction<T> make;
  private int from;

  private NumberSpliterator(Runnable guard, IntUnaryOperator next, IntFunction<T> make) {
    super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.DISTINCT | Spliterator.NONNULL);
    this.guard = guard;
    this.next = next;
    this.make = make;
  }

  /**
   * A stream over what is made.
   *
   * @param guard throws when reading is no longer allowed; called before each number
   * @param next the lowest number from another one on, or {@link ElementSource#END}
   */
  static <T> Stream<T> stream(Runnable guard, IntUnaryOperator next, IntFunction<T> make) {
    return StreamSupport.stream(new NumberSpliterator<>(guard, next, make), false);
  }

  @Override
  public boolean tryAdvance(Consumer<? super T> action) {
    guard.run();
    int number = next.applyAsInt(from);
    if (number == ElementSource.END) {
      return false;
    }
    from = number + 1;
    action.accept(make.apply(number));
    return true;
  }
}
