package dev.heddle.defer;

import org.jspecify.annotations.Nullable;

/** A {@link ResultConsumer} with one extra argument. */
@FunctionalInterface
public interface BiResultConsumer<T extends @Nullable Object, A extends @Nullable Object> {

    /** Does something with {@code value} and {@code argument}. */
    void accept(T value, A argument) throws Throwable;
}
