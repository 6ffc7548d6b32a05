package dev.heddle.tck;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.net.FlowProtocol;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;

/** Section F of the contract: connections as flows. */
public abstract class FlowContract extends ReactorContract {

    private static final int PIECE_BYTES = 1 << 16;

    private FlowProtocol server;
    private Peer peer;

    /** For subclasses. */
    protected FlowContract() {}

    @BeforeEach
    final void connect() throws Exception {
        start();
        server = new FlowProtocol(reactor);
        peer = peerOf(server);
    }

    /** Notes what it is told, and requests what the test wants. */
    private static class Reader implements Flow.Subscriber<ByteBuffer> {

        private final Journal journal;
        private Flow.@Nullable Subscription subscription;

        Reader(Journal journal) {
            this.journal = journal;
        }

        Flow.Subscription subscription() {
            return Objects.requireNonNull(subscription);
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
            journal.add("subscribed");
        }

        @Override
        public void onNext(ByteBuffer bytes) {
            journal.add("next " + ISO_8859_1.decode(bytes));
        }

        @Override
        public void onError(Throwable cause) {
            journal.add("error " + cause.getClass().getSimpleName());
        }

        @Override
        public void onComplete() {
            journal.add("complete");
        }
    }

    /** Subscribes a reader, which then is subscribed. */
    private Reader subscribe() {
        Reader reader = new Reader(journal);
        server.input().subscribe(reader);
        journal.await("subscribed");
        return reader;
    }

    // F1: the input.

    @Clause("F1")
    @DisplayName("F1: what the peer sends is published in order, and nothing that was not requested")
    void publishesWhatIsRequested() throws Exception {
        Reader reader = subscribe();
        peer.send("abc");
        settle();
        assertThat(journal.lines()).containsExactly("subscribed", "settled");

        reader.subscription().request(1);
        journal.await("next abc");
        peer.send("def");
        settle();
        settle();
        assertThat(journal.lines()).doesNotContain("next def");

        reader.subscription().request(1);
        journal.await("next def");
    }

    @Clause("F1")
    @DisplayName("F1: each buffer is its subscriber's own")
    void buffersAreTheSubscribersOwn() throws Exception {
        ByteBuffer[] kept = new ByteBuffer[1];
        server.input().subscribe(new Reader(journal) {
            @Override
            public void onSubscribe(Flow.Subscription given) {
                super.onSubscribe(given);
                given.request(2);
            }

            @Override
            public void onNext(ByteBuffer bytes) {
                if (kept[0] == null) {
                    kept[0] = bytes.duplicate();
                }
                super.onNext(bytes);
            }
        });
        peer.send("abc");
        journal.await("next abc");
        peer.send("xyz");
        journal.await("next xyz");

        assertThat(ISO_8859_1.decode(kept[0]).toString()).isEqualTo("abc");
    }

    @Clause("F1")
    @DisplayName("F1: the peer's end of stream completes it, and the other half goes on")
    void theEndCompletes() throws Exception {
        subscribe().subscription().request(1);
        peer.shutdownOutput();
        journal.await("complete");

        write("still here");
        assertThat(peer.receive(10)).isEqualTo("still here");
    }

    private void write(String text) throws Exception {
        doInTurn(() -> server.transport().write(text.getBytes(ISO_8859_1)));
    }

    @Clause("F1")
    @DisplayName("F1: it fails where the connection is lost otherwise")
    void aResetFails() {
        subscribe().subscription().request(1);
        peer.reset();

        harness.await("an error", () -> journal.lines().stream().anyMatch(line -> line.startsWith("error")));
        assertThat(journal.lines()).doesNotContain("complete");
    }

    @Clause("F1")
    @DisplayName(
            "F1: when its subscriber has cancelled, it says nothing more, and the peer's end is noticed all the same")
    void cancelled() throws Exception {
        Reader reader = subscribe();
        reader.subscription().cancel();
        server.output().onSubscribe(new Requests(journal));
        peer.send(new byte[MORE_THAN_BUFFERS_HOLD]);
        peer.close();

        server.output().onComplete();
        settle();
        assertThat(journal.lines()).doesNotContain("complete").noneMatch(line -> line.startsWith("next"));
    }

    @Clause("F1")
    @DisplayName(
            "F1: who subscribes when all is over is told so; a second subscriber and a request for nothing are errors")
    void misuse() throws Exception {
        subscribe().subscription().request(-1);
        journal.await("error IllegalArgumentException");

        server.input().subscribe(new Reader(journal));
        assertThat(journal.lines()).contains("error IllegalStateException");

        FlowProtocol over = new FlowProtocol(reactor);
        Peer other = peerOf(over);
        over.output().onSubscribe(new Requests(journal));
        journal.await("request 1");
        doInTurn(() -> over.transport().resumeReading());
        other.close();
        doInTurn(() -> over.output().onComplete());
        settle();
        over.input().subscribe(new Reader(journal));
        journal.await("complete");
        assertThatThrownBy(() -> over.input().subscribe(null)).isInstanceOf(NullPointerException.class);
    }

    // F2: the output.

    /** Notes requests and the cancel. */
    private record Requests(Journal journal) implements Flow.Subscription {

        @Override
        public void request(long count) {
            journal.add("request " + count);
        }

        @Override
        public void cancel() {
            journal.add("cancel");
        }
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(ISO_8859_1));
    }

    @Clause("F2")
    @DisplayName("F2: what is published is sent in order, one buffer requested at a time, and then our end of stream")
    void sendsWhatIsPublished() throws Exception {
        Flow.Subscriber<ByteBuffer> output = server.output();
        output.onSubscribe(new Requests(journal));
        journal.await("request 1");
        output.onNext(bytes("one "));
        harness.await("another request", () -> journal.count("request 1") == 2);
        output.onNext(bytes("two "));
        doInTurn(output::onComplete);

        assertThat(new String(peer.receiveToEnd(), ISO_8859_1)).isEqualTo("one two ");
        settle();
        assertThat(journal.lines()).doesNotContain("cancel");
    }

    @Clause("F2")
    @DisplayName("F2: a signal that comes with the baton does not overtake one that waits for it")
    void signalsKeepTheirOrder() throws Exception {
        Flow.Subscriber<ByteBuffer> output = server.output();
        output.onSubscribe(new Requests(journal));
        journal.await("request 1");
        doInTurn(() -> {
            Thread publisher = Thread.ofPlatform().start(() -> output.onNext(bytes("last")));
            publisher.join();
            output.onComplete();
        });

        assertThat(new String(peer.receiveToEnd(), ISO_8859_1)).isEqualTo("last");
    }

    /** Publishes a piece for each request, in the request, far more of them than buffers hold. */
    private final class Endless implements Flow.Subscription {

        private int published;

        @Override
        public void request(long count) {
            if (published < 2 * MORE_THAN_BUFFERS_HOLD / PIECE_BYTES) {
                published++;
                server.output().onNext(ByteBuffer.allocate(PIECE_BYTES));
            }
        }

        @Override
        public void cancel() {
            journal.add("cancel");
        }
    }

    @Clause("F2")
    @DisplayName("F2: a peer that does not read holds the publisher back, and one that reads on lets it go on")
    void aSlowPeerHoldsThePublisherBack() throws Exception {
        Endless publisher = new Endless();
        server.output().onSubscribe(publisher);

        int before = -1;
        while (inTurn(() -> publisher.published) != before) {
            before = inTurn(() -> publisher.published);
            settle();
        }
        assertThat((long) before * PIECE_BYTES).isLessThan(MORE_THAN_BUFFERS_HOLD + 4L * PIECE_BYTES);

        peer.receiveBytes(before * PIECE_BYTES + 1);
    }

    @Clause("F2")
    @DisplayName("F2: an error of the publisher aborts the connection")
    void anErrorAborts() {
        server.output().onSubscribe(new Requests(journal));
        journal.await("request 1");
        server.output().onError(new IOException("on purpose"));

        assertThatThrownBy(peer::receiveToEnd).isInstanceOf(UncheckedIOException.class);
    }

    @Clause("F2")
    @DisplayName("F2: a publisher that ended before the connection was made ends it as it would have ended later")
    void endsFromBefore() throws Exception {
        FlowProtocol completed = new FlowProtocol(reactor);
        completed.output().onSubscribe(new Requests(journal));
        completed.output().onComplete();
        FlowProtocol failed = new FlowProtocol(reactor);
        failed.output().onSubscribe(new Requests(journal));
        failed.output().onError(new IOException("on purpose"));
        settle();

        assertThat(peerOf(completed).receiveToEnd()).isEmpty();
        Peer aborted = peerOf(failed);
        assertThatThrownBy(aborted::receiveToEnd).isInstanceOf(UncheckedIOException.class);
        assertThat(journal.lines()).noneMatch(line -> line.startsWith("request"));
    }

    @Clause("F2")
    @DisplayName(
            "F2: the loss of the connection cancels the subscription; so does another subscription, and one too late")
    void lossCancels() {
        server.output().onSubscribe(new Requests(journal));
        server.output().onSubscribe(new Requests(journal));
        journal.await("cancel");
        subscribe().subscription().request(1);
        peer.reset();

        harness.await("the cancel of the first", () -> journal.count("cancel") == 2);
        assertThatThrownBy(() -> server.output().onNext(null)).isInstanceOf(NullPointerException.class);
    }
}
