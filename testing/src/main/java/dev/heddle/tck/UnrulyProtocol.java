package dev.heddle.tck;

import dev.heddle.ReactorTime;
import dev.heddle.net.CloseReason;
import dev.heddle.net.HalfCloseable;
import dev.heddle.net.Protocol;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A protocol that does what chance will have it, and checks what it is told: that calls come in order, and that the bytes
 * are 0, 1, 2 ..., as an {@link UnrulyPeer} sends them.
 */
public final class UnrulyProtocol extends Protocol implements HalfCloseable {

    private enum Told {
        NOTHING,
        MADE,
        INPUT_ENDED,
        LOST
    }

    private final ReactorTime reactor;
    private final Random random;
    private final List<String> faults = new ArrayList<>();

    private Runnable whenLost = () -> {};
    private Told told = Told.NOTHING;
    private int received;

    /** A protocol for one connection of {@code reactor}. */
    public UnrulyProtocol(ReactorTime reactor, Random random) {
        this.reactor = reactor;
        this.random = random;
    }

    /** Has {@code action} run in {@code connectionLost}. */
    public UnrulyProtocol whenLost(Runnable action) {
        whenLost = action;
        return this;
    }

    /** All that was not as the contract says. */
    public List<String> faults() {
        return faults;
    }

    /** Whether it was told of its loss. */
    public boolean isLost() {
        return told == Told.LOST;
    }

    @Override
    public void connectionMade() {
        expect(told == Told.NOTHING, "connectionMade");
        told = Told.MADE;
        act();
    }

    @Override
    public void dataReceived(ByteBuffer bytes) {
        expect(told == Told.MADE && bytes.hasRemaining(), "dataReceived of " + bytes.remaining());
        while (bytes.hasRemaining()) {
            byte next = bytes.get();
            expect(next == (byte) received, "byte " + next);
            received++;
        }
        act();
    }

    @Override
    public void readConnectionLost() {
        expect(told == Told.MADE, "readConnectionLost");
        told = Told.INPUT_ENDED;
        act();
        reactor.callLater(Duration.ofMillis(random.nextInt(10)), transport()::loseConnection);
    }

    @Override
    public void writeConnectionLost() {
        expect(told == Told.MADE || told == Told.INPUT_ENDED, "writeConnectionLost");
    }

    @Override
    public void connectionLost(CloseReason reason) {
        expect(told == Told.MADE || told == Told.INPUT_ENDED, "connectionLost");
        told = Told.LOST;
        whenLost.run();
    }

    private void expect(boolean right, String what) {
        if (!right) {
            faults.add(what + " after " + told + " and " + received + " bytes");
        }
    }

    private void act() {
        switch (random.nextInt(12)) {
            case 0 -> transport().loseConnection();
            case 1 -> transport().abortConnection();
            case 2 -> transport().loseWriteConnection();
            case 3 -> transport().loseConnection(Duration.ofMillis(random.nextInt(5)));
            case 4 -> transport().write(new byte[1 << random.nextInt(20)]);
            case 5 -> {
                transport().pauseReading();
                reactor.callLater(Duration.ofMillis(random.nextInt(3)), transport()::resumeReading);
            }
            default -> transport().write(new byte[1 + random.nextInt(100)]);
        }
    }
}
