package dev.heddle.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;

/** Clause M8: no source starves another. How long one waits for another is counted in turns. */
public abstract class FairnessContract extends ReactorContract {

    private static final int ROUNDS = 50;
    private static final int MOST_CALLS_IN_A_ROW = 256;
    private static final int MOST_BYTES_IN_A_TURN = 64 * 1024;
    private static final int FLOODING_PEERS = 2;
    private static final int SPINS = 2_000;

    /** Whether what goes on and on is to end. */
    private volatile boolean enough;

    /** How many turns the flood has had. Confined to turns, as is what follows. */
    private int floodTurns;

    private int floodTurnsAtLastLook;
    private int mostFloodTurns;

    /** For subclasses. */
    protected FairnessContract() {}

    @AfterEach
    final void endTheFlood() {
        enough = true;
    }

    // A mailbox that is never empty.

    @Clause("M8")
    @DisplayName("M8: with a mailbox that is never empty, timed calls are made after each 256 calls from threads")
    void aFullMailboxStarvesNoTimedCalls() throws Exception {
        start();
        reactor.callFromThread(this::goOnFromThread);

        lookUntil(ROUNDS * MOST_CALLS_IN_A_ROW);

        assertThat(mostFloodTurns).isPositive().isLessThanOrEqualTo(MOST_CALLS_IN_A_ROW);
    }

    @Clause("M8")
    @DisplayName("M8: with a mailbox that is never empty, connections and other threads get their turns")
    void aFullMailboxStarvesNobodyElse() throws Exception {
        start();
        Peer peer = peerOf(echo());
        reactor.callFromThread(this::goOnFromThread);

        assertThatOthersProgress(peer);
    }

    /** Each such call gives the next one, so there always is one. */
    private void goOnFromThread() {
        floodTurns++;
        if (!enough) {
            reactor.callFromThread(this::goOnFromThread);
        }
    }

    // Timed calls that are always due.

    @Clause("M8")
    @DisplayName("M8: with many timed calls due, calls from threads are made after each 256 of them")
    void dueCallsStarveNoCallsFromThreads() throws Exception {
        start();
        doInTurn(() -> {
            for (int i = 0; i < ROUNDS * MOST_CALLS_IN_A_ROW; i++) {
                reactor.callLater(Duration.ZERO, () -> floodTurns++);
            }
            reactor.callFromThread(this::lookWhileCallsAreDue);
        });

        journal.await("looked");
        assertThat(inTurn(() -> mostFloodTurns)).isPositive().isLessThanOrEqualTo(MOST_CALLS_IN_A_ROW);
    }

    private void lookWhileCallsAreDue() {
        look();
        if (floodTurns < ROUNDS * MOST_CALLS_IN_A_ROW) {
            reactor.callFromThread(this::lookWhileCallsAreDue);
        } else {
            journal.add("looked");
        }
    }

    @Clause("M8")
    @DisplayName("M8: with timed calls that are always due, connections and other threads get their turns")
    void dueCallsStarveNobodyElse() throws Exception {
        start();
        Peer peer = peerOf(echo());
        doInTurn(() -> {
            for (int i = 0; i < 2 * MOST_CALLS_IN_A_ROW; i++) {
                goOnTimed();
            }
        });

        assertThatOthersProgress(peer);
    }

    /** Each such call schedules the next one without a delay, so there always is one. */
    private void goOnTimed() {
        floodTurns++;
        if (!enough) {
            reactor.callLater(Duration.ZERO, this::goOnTimed);
        }
    }

    // Peers that flood.

    @Clause("M8")
    @DisplayName(
            "M8: while peers flood, timed calls are made after each turn of one of them, which brings 64 KiB at most")
    void floodingPeersStarveNoTimedCalls() throws Exception {
        start();
        int[] mostBytes = new int[1];
        try (Flood flood = new Flood(bytes -> mostBytes[0] = Math.max(mostBytes[0], bytes.remaining()))) {
            begin(flood);

            lookUntil(ROUNDS);
        }

        assertThat(mostFloodTurns).isPositive().isLessThanOrEqualTo(FLOODING_PEERS);
        assertThat(inTurn(() -> mostBytes[0])).isPositive().isLessThanOrEqualTo(MOST_BYTES_IN_A_TURN);
    }

    @Clause("M8")
    @DisplayName("M8: while peers flood and keep the reactor busy, other connections and other threads get their turns")
    void floodingPeersStarveNobodyElse() throws Exception {
        start();
        Peer peer = peerOf(echo());
        try (Flood flood = new Flood(bytes -> beBusy())) {
            begin(flood);

            assertThatOthersProgress(peer);
        }
    }

    private void begin(Flood flood) throws Exception {
        for (int i = 0; i < FLOODING_PEERS; i++) {
            flood.begin(peerOf(flood.protocol(() -> floodTurns++)));
        }
    }

    /** For longer than the next bytes take to come, so that a thread that reads them does not have to wait. */
    private static void beBusy() {
        for (int spin = 0; spin < SPINS; spin++) {
            Thread.onSpinWait();
        }
    }

    // A connection that has something to send all the time.

    @Clause("M8")
    @DisplayName("M8: a connection that has something to send all the time still receives")
    void sendingStarvesNoReceiving() throws Exception {
        start();
        RecordingProtocol server = recording("server").whenMade(this::writeOnAndOn);
        Peer peer = peerOf(server);
        Thread drain = Thread.ofPlatform().daemon().start(() -> receiveOnAndOn(peer));

        for (int round = 1; round <= ROUNDS; round++) {
            int received = round;
            peer.send("x");
            harness.await("byte " + round, () -> countBytes("server data ") >= received);
        }

        enough = true;
        peer.shutdownOutput();
        drain.join();
    }

    private void writeOnAndOn(RecordingProtocol server) {
        server.write("more");
        if (!enough) {
            reactor.callFromThread(() -> writeOnAndOn(server));
        }
    }

    private static void receiveOnAndOn(Peer peer) {
        while (peer.receiveSome(MOST_BYTES_IN_A_TURN) != null) {
            // There is more.
        }
    }

    private int countBytes(String prefix) {
        return journal.lines().stream()
                .filter(line -> line.startsWith(prefix))
                .mapToInt(line -> line.length() - prefix.length())
                .sum();
    }

    // What the tests share.

    private RecordingProtocol echo() {
        return recording("server").whenReceived(RecordingProtocol::write);
    }

    /** Looks, in timed calls one after the other, how many turns the flood had since the last, until it had so many. */
    private void lookUntil(int turns) throws Exception {
        doInTurn(() -> {
            floodTurnsAtLastLook = floodTurns;
            lookLater(floodTurns + turns);
        });
        journal.await("looked");
    }

    private void lookLater(int turns) {
        reactor.callLater(Duration.ZERO, () -> {
            look();
            if (floodTurns < turns) {
                lookLater(turns);
            } else {
                journal.add("looked");
            }
        });
    }

    private void look() {
        mostFloodTurns = Math.max(mostFloodTurns, floodTurns - floodTurnsAtLastLook);
        floodTurnsAtLastLook = floodTurns;
    }

    /** Round trips of {@code peer}, calls from this thread and timed calls, while the flood goes on. */
    private void assertThatOthersProgress(Peer peer) throws Exception {
        int before = inTurn(() -> floodTurns);
        for (int round = 1; round <= ROUNDS; round++) {
            peer.send("x");
            assertThat(peer.receive(1)).isEqualTo("x");
            settle();
        }
        assertThat(inTurn(() -> floodTurns)).isGreaterThan(before);
    }
}
