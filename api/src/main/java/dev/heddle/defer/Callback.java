package dev.heddle.defer;

import org.jspecify.annotations.Nullable;

/**
 * A step in a chain that turns one value into the next. What it throws, whatever it is, becomes the chain's failure
 * (D13).
 */
@FunctionalInterface
public interface Callback<T extends @Nullable Object, R extends @Nullable Object> {

    /** The next value for the chain. */
    R call(T value) throws Throwable;
}
