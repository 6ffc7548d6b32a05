package dev.heddle.protocols;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class PartialTest {

    private final Partial partial = new Partial();

    @Test
    void isWhatWasAdded() {
        ByteBuffer source = ByteBuffer.wrap("one two".getBytes(US_ASCII));
        partial.add(source, 4);
        assertThat(partial.size()).isEqualTo(4);
        partial.add(source, 3);

        assertThat(US_ASCII.decode(partial.take()).toString()).isEqualTo("one two");
        assertThat(source.hasRemaining()).isFalse();
    }

    @Test
    void takesNoMoreThanTwiceWhatCame() {
        for (int size = 1; size < 100_000; size++) {
            partial.add(ByteBuffer.allocate(1), 1);

            assertThat(partial.capacity()).isLessThanOrEqualTo(Math.max(64, 2 * size));
        }
    }

    @Test
    void takesNothingWhenItIsEmpty() {
        partial.add(ByteBuffer.allocate(1_000), 1_000);
        partial.take();
        assertThat(partial.isEmpty()).isTrue();
        assertThat(partial.capacity()).isZero();
        partial.add(ByteBuffer.allocate(1_000), 1_000);
        partial.clear();

        assertThat(partial.capacity()).isZero();
    }

    @Test
    void whatWasTakenIsNotWrittenToAgain() {
        partial.add(ByteBuffer.wrap("one".getBytes(US_ASCII)), 3);
        ByteBuffer taken = partial.take();
        partial.add(ByteBuffer.wrap("two".getBytes(US_ASCII)), 3);

        assertThat(US_ASCII.decode(taken).toString()).isEqualTo("one");
    }

    @Test
    void limitsAreChecked() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Limits.requireMaxLength(-1))
                .withMessageContaining("-1");
        assertThatIllegalArgumentException().isThrownBy(() -> Limits.requireMaxLength((1 << 30) + 1));
        assertThat(Limits.requireMaxLength(1 << 30)).isEqualTo(1 << 30);
    }
}
