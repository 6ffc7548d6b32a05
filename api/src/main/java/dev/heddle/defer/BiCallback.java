package dev.heddle.defer;

import org.jspecify.annotations.Nullable;

/** A {@link Callback} with one extra argument. */
@FunctionalInterface
public interface BiCallback<T extends @Nullable Object, A extends @Nullable Object, R extends @Nullable Object> {

    /** The next value for the chain. */
    R call(T value, A argument) throws Throwable;
}
