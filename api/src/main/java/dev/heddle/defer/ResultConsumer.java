package dev.heddle.defer;

import org.jspecify.annotations.Nullable;

/**
 * A step in a chain that returns nothing: the chain goes on with null (D16). What it throws becomes the chain's
 * failure.
 */
@FunctionalInterface
public interface ResultConsumer<T extends @Nullable Object> {

    /** Does something with {@code value}. */
    void accept(T value) throws Throwable;
}
