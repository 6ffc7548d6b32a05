package dev.heddle.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.defer.Deferred;
import dev.heddle.defer.Failure;
import dev.heddle.defer.UnhandledFailureReporter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Tests that notice failures that nobody handled. */
class UnhandledFailuresTest {

    private final List<Failure> toldOutside = new ArrayList<>();
    private final UnhandledFailureReporter outside = toldOutside::add;
    private final IOException cause = new IOException("on purpose");
    private UnhandledFailureReporter before;

    @BeforeEach
    void setReporter() {
        before = Deferred.setUnhandledFailureReporter(outside);
    }

    @AfterEach
    void setReporterBack() {
        Deferred.reportUnhandled();
        Deferred.setUnhandledFailureReporter(before);
    }

    @Test
    @DisplayName("closing throws, with each failure that nobody handled")
    void closingThrows() {
        UnhandledFailures strict = UnhandledFailures.watch();
        Deferred<String> first = Deferred.fail(cause);
        Deferred<String> second = Deferred.fail(new IllegalStateException("also"));

        assertThatThrownBy(strict::close)
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("nobody handled 2 failures of Deferreds: ")
                .hasMessageContaining("java.io.IOException: on purpose")
                .hasMessageContaining("java.lang.IllegalStateException: also")
                .satisfies(thrown -> assertThat(thrown.getSuppressed()).contains(cause));
        assertThat(List.of(first.hasFired(), second.hasFired())).containsOnly(true);
    }

    @Test
    @DisplayName("closing throws nothing where failures were handled, or taken, and not twice")
    void closingIsSilent() {
        UnhandledFailures strict = UnhandledFailures.watch();
        Deferred.fail(cause).addErrorConsumer(failure -> {});
        Deferred<String> expected = Deferred.fail(cause);

        assertThat(strict.take()).extracting(Failure::getCause).containsExactly(cause);
        strict.close();
        strict.close();
        assertThat(expected.hasFired()).isTrue();
    }

    @Test
    @DisplayName("what nobody had handled before is told as it was, and so is what follows")
    void othersAreToldAsEver() {
        Deferred<String> earlier = Deferred.fail(cause);
        UnhandledFailures strict = UnhandledFailures.watch();
        strict.close();
        Deferred<String> later = Deferred.fail(cause);
        Deferred.reportUnhandled();

        assertThat(toldOutside).extracting(Failure::getCause).containsExactly(cause, cause);
        assertThat(Deferred.setUnhandledFailureReporter(outside)).isSameAs(outside);
        assertThat(List.of(earlier.hasFired(), later.hasFired())).containsOnly(true);
    }
}
