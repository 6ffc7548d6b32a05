package dev.heddle.defer;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What became of a Deferred, where both are of interest: a value or a failure. {@link Deferreds#settle} gives one for
 * each of its inputs.
 *
 * {@snippet :
 * switch (outcome) {
 *     case Outcome.Value<Reply>(var reply) -> show(reply);
 *     case Outcome.Failed<Reply>(var failure) -> explain(failure);
 * }
 * }
 */
public sealed interface Outcome<T extends @Nullable Object> {

    /** It fired with {@code value}. */
    record Value<T extends @Nullable Object>(T value) implements Outcome<T> {}

    /** It failed with {@code failure}. */
    record Failed<T extends @Nullable Object>(Failure failure) implements Outcome<T> {

        /** Checks the failure. */
        public Failed {
            Objects.requireNonNull(failure, "failure");
        }
    }
}
