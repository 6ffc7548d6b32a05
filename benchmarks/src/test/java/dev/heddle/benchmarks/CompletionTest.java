package dev.heddle.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CompletionTest {

    @Test
    void aBatchIsProcessedWithItsLastPart() {
        Completion batch = new Completion(2);

        batch.done();
        assertThat(batch.left()).isEqualTo(1);
        batch.done();

        assertThat(batch.left()).isZero();
        assertThatCode(() -> batch.await(() -> "all")).doesNotThrowAnyException();
    }

    @Test
    void aFailureBeforeTheLastPartCounts() {
        Completion batch = new Completion(2);

        batch.done();
        batch.fail(new IllegalStateException("broken"));
        batch.done();

        assertThatThrownBy(() -> batch.await(() -> "1 of 2 parts"))
                .hasMessageContaining("1 of 2 parts")
                .cause()
                .hasMessage("broken");
    }

    @Test
    void oneAfterItDoesNot() {
        Completion batch = new Completion();

        batch.done();
        batch.fail(new IllegalStateException("too late"));

        assertThatCode(() -> batch.await(() -> "all")).doesNotThrowAnyException();
    }
}
