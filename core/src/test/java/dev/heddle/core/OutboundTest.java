package dev.heddle.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class OutboundTest {

    private final Outbound outbound = new Outbound(new SpareChunks());

    @Test
    @DisplayName("what was appended in pieces of any size comes out whole and in order, batch after batch")
    void givesBackWhatWasAppended() {
        long seed = Long.getLong("heddle.seed", System.nanoTime());
        System.out.println("random test: repeat with -Dheddle.seed=" + seed);
        Random random = new Random(seed);

        for (int batch = 0; batch < 100; batch++) {
            var expected = new ByteArrayOutputStream();
            for (int piece = random.nextInt(30); piece >= 0; piece--) {
                byte[] bytes = new byte[1 + random.nextInt(1 << random.nextInt(18))];
                random.nextBytes(bytes);
                expected.writeBytes(bytes);
                outbound.append(ByteBuffer.wrap(bytes));
            }

            assertThat(outbound.unsentBytes()).isEqualTo(expected.size());
            var sent = new ByteArrayOutputStream();
            while (outbound.isQueued()) {
                sent.writeBytes(joined(outbound.takeBatch()));
                outbound.batchSent();
                assertThat(outbound.unsentBytes()).isEqualTo(expected.size() - sent.size());
            }
            assertThat(sent.toByteArray()).isEqualTo(expected.toByteArray());
        }
    }

    @Test
    @DisplayName("every kind of buffer is taken from its position to its limit, and then is at its limit")
    void takesTheRemainingBytesOfAnyBuffer() {
        ByteBuffer partial = ByteBuffer.wrap(new byte[] {0, 1, 2, 3, 4}, 1, 3);
        ByteBuffer direct =
                ByteBuffer.allocateDirect(2).put((byte) 5).put((byte) 6).flip();
        ByteBuffer readOnly = ByteBuffer.wrap(new byte[] {7}).asReadOnlyBuffer();

        for (ByteBuffer source : new ByteBuffer[] {partial, direct, readOnly}) {
            outbound.append(source);
            assertThat(source.hasRemaining()).isFalse();
        }

        assertThat(partial.limit()).isEqualTo(4);
        assertThat(joined(outbound.takeBatch())).containsExactly(1, 2, 3, 5, 6, 7);
    }

    @Test
    @DisplayName("bytes are copied: what the caller does to its buffer afterwards changes nothing")
    void copiesItsBytes() {
        byte[] bytes = {1, 2, 3};
        outbound.append(ByteBuffer.wrap(bytes));

        bytes[0] = 9;

        assertThat(joined(outbound.takeBatch())).containsExactly(1, 2, 3);
    }

    @Test
    @DisplayName("a batch is the taker's: later bytes go elsewhere")
    void aBatchIsLeftAlone() {
        outbound.append(ByteBuffer.wrap(new byte[] {1}));
        ByteBuffer[] batch = outbound.takeBatch();
        outbound.batchSent();

        outbound.append(ByteBuffer.wrap(new byte[] {2}));

        assertThat(joined(batch)).containsExactly(1);
        assertThat(joined(outbound.takeBatch())).containsExactly(2);
    }

    @Test
    @DisplayName("a chunk is used again when its batch was sent, not before, and brings nothing of what it had")
    void usesChunksAgain() {
        outbound.append(ByteBuffer.wrap(new byte[64 * 1024]));
        ByteBuffer sent = outbound.takeBatch()[0];
        outbound.append(ByteBuffer.allocate(64 * 1024));
        assertThat(outbound.takeAll()[0].array()).isNotSameAs(sent.array());
        outbound.batchSent();
        outbound.append(ByteBuffer.allocate(64 * 1024));
        ByteBuffer next = outbound.takeBatch()[0];
        outbound.batchSent();

        outbound.append(ByteBuffer.allocate(8 * 1024).put(0, (byte) 1));

        ByteBuffer[] batch = outbound.takeBatch();
        assertThat(batch[0].array()).isSameAs(next.array());
        assertThat(joined(batch)).hasSize(8 * 1024).startsWith(1, 0);
    }

    @Test
    @DisplayName("a batch is at most 256 KiB, however much is queued, and counts as unsent until it was sent")
    void aBatchIsBounded() {
        outbound.append(ByteBuffer.allocate(1 << 20));

        byte[] batch = joined(outbound.takeBatch());

        assertThat(batch).hasSizeLessThanOrEqualTo(256 * 1024);
        assertThat(outbound.unsentBytes()).isEqualTo(1 << 20);
        outbound.batchSent();
        assertThat(outbound.unsentBytes()).isEqualTo((1 << 20) - batch.length);
    }

    @Test
    @DisplayName("small writes share one buffer of the batch")
    void smallWritesAreGathered() {
        for (int i = 0; i < 100; i++) {
            outbound.append(ByteBuffer.wrap(new byte[] {(byte) i}));
        }

        assertThat(outbound.takeBatch()).hasSize(1);
    }

    @Test
    @DisplayName("nothing is queued until a byte is appended, and after clear")
    void knowsWhetherSomethingIsQueued() {
        assertThat(outbound.isQueued()).isFalse();
        outbound.append(ByteBuffer.allocate(0));
        assertThat(outbound.isQueued()).isFalse();
        outbound.append(ByteBuffer.allocate(1));
        assertThat(outbound.isQueued()).isTrue();

        outbound.clear();

        assertThat(outbound.isQueued()).isFalse();
        assertThat(outbound.unsentBytes()).isZero();
        outbound.append(ByteBuffer.wrap(new byte[] {1}));
        assertThat(joined(outbound.takeBatch())).containsExactly(1);
    }

    private static byte[] joined(ByteBuffer[] batch) {
        var all = new ByteArrayOutputStream();
        for (ByteBuffer buffer : batch) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            all.writeBytes(bytes);
        }
        return all.toByteArray();
    }
}
