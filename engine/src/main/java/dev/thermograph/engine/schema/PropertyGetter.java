package dev.thermograph.engine.schema;

import java.io.Serializable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Names a property by its getter: {@code Person::email}. Only a reference to a method of the record
 * itself has a name; {@code p -> p.email()} is refused where it is used.
 *
 * @param <T> the record
 * @param <R> the property's type
 */
@FunctionalInterface
public interface PropertyGetter<T, R extends @Nullable Object>
    extends Function<T, R>, Serializable {}
