package dev.heddle.testing;

import dev.heddle.defer.Deferred;
import dev.heddle.defer.Outcome;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ObjectAssert;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on the result that a Deferred has now, without waiting (W8).
 *
 * {@snippet :
 * assertThatDeferred(answer).hasNoResult();
 * transport.deliver("42\r\n");
 * assertThatDeferred(answer).hasValue("42");
 * }
 *
 * <p>Looking leaves a value where it is. A failure that was asked for is handled.
 *
 * @param <T> the type of the value
 */
public final class DeferredAssert<T extends @Nullable Object> extends AbstractAssert<DeferredAssert<T>, Deferred<T>> {

    private DeferredAssert(Deferred<T> actual) {
        super(actual, DeferredAssert.class);
    }

    /** Begins assertions on {@code actual}. */
    public static <T extends @Nullable Object> DeferredAssert<T> assertThatDeferred(Deferred<T> actual) {
        return new DeferredAssert<>(actual);
    }

    /** Has neither value nor failure yet. */
    public DeferredAssert<T> hasNoResult() {
        isNotNull();
        if (actual.hasFired()) {
            failWithMessage("expected a Deferred without a result, but it has %s", describe(look(false)));
        }
        return this;
    }

    /** Has {@code expected} as its value. */
    public DeferredAssert<T> hasValue(@Nullable Object expected) {
        value().isEqualTo(expected);
        return this;
    }

    /** Has a value; on which more is to be asserted. */
    public ObjectAssert<T> value() {
        isNotNull();
        if (look(false) instanceof Outcome.Value<T>(var value)) {
            return Assertions.assertThat(value);
        }
        throw failure("expected a Deferred with a value, but it has %s", describe(look(false)));
    }

    /** Has failed; on the exception more is to be asserted. The failure is handled. */
    public AbstractThrowableAssert<?, Throwable> failure() {
        isNotNull();
        if (look(true) instanceof Outcome.Failed<T>(var failure)) {
            return Assertions.assertThat(failure.getCause());
        }
        throw failure("expected a Deferred that has failed, but it has %s", describe(look(false)));
    }

    /** What the Deferred has now; null if nothing. A value stays; a failure stays, too, unless it is handled. */
    private @Nullable Outcome<T> look(boolean handles) {
        AtomicReference<@Nullable Outcome<T>> seen = new AtomicReference<>();
        if (actual.hasFired()) {
            Deferred<T> looked = actual.addCallback(value -> {
                seen.set(new Outcome.Value<>(value));
                return value;
            });
            if (handles) {
                looked.addErrorConsumer(failure -> seen.set(new Outcome.Failed<>(failure)));
            } else {
                looked.addErrback(failure -> {
                    seen.set(new Outcome.Failed<>(failure));
                    throw RecordedTurns.<RuntimeException>sneak(failure.getCause());
                });
            }
        }
        return seen.get();
    }

    private static String describe(@Nullable Outcome<?> outcome) {
        return switch (outcome) {
            case null -> "no result";
            case Outcome.Value<?>(var value) -> "the value " + value;
            case Outcome.Failed<?>(var failure) -> "the failure " + failure.getCause();
        };
    }
}
