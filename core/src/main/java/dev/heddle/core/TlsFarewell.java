package dev.heddle.core;

import dev.heddle.DelayedCall;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The last words of a TLS connection that is being closed: that we end, too, or what went wrong. Takes the raw wire over, and
 * releases it when they are out, or nobody takes them.
 */
final class TlsFarewell implements WireEvents {

    private final Turns turns;
    private final Wire raw;
    private final WireEvents events;

    /** Whether the peer may still be sending; a reset over that could take from it the reason that it was told. */
    private final boolean awaitsEnd;

    private final ByteBuffer words;
    private boolean begun;
    private boolean reading;
    private boolean parted;

    /** Ends the wait for the peer; null before it begins. */
    private @Nullable DelayedCall limit;

    /** Those {@code words} are for the peer; {@code events} are told of the end alone. */
    TlsFarewell(Turns turns, Wire raw, WireEvents events, ByteBuffer words, boolean awaitsEnd) {
        this.turns = turns;
        this.raw = raw;
        this.events = events;
        this.words = words;
        this.awaitsEnd = awaitsEnd;
    }

    /** Takes over what may be under way; ends, after {@code lingerLimit} at the latest, with {@code closed}. */
    void begin(boolean reading, boolean writing, Duration lingerLimit) {
        this.reading = reading;
        limit = turns.timers.callLater(lingerLimit, this::part);
        raw.attach(this);
        if (!writing) {
            say();
        }
    }

    private void say() {
        begun = true;
        if (raw.write(new ByteBuffer[] {words})) {
            said();
        }
    }

    private void said() {
        if (awaitsEnd) {
            raw.shutdownOutput();
            read();
        } else {
            part();
        }
    }

    private void read() {
        if (!reading) {
            reading = true;
            raw.read();
        }
    }

    private void part() {
        if (!parted) {
            parted = true;
            TimingWheel.cancel(limit);
            if (raw.close()) {
                turns.later(events::closed);
            }
        }
    }

    @Override
    public void sent() {
        if (!parted && begun) {
            said();
        } else if (!parted) {
            say();
        }
        turns.end(this);
    }

    @Override
    public void arrived(ByteBuffer bytes) {
        reading = false;
        if (!parted) {
            read();
        }
        turns.end(this);
    }

    @Override
    public void ended() {
        reading = false;
        if (awaitsEnd) {
            part();
        }
        turns.end(this);
    }

    @Override
    public void failed(IOException cause) {
        part();
        turns.end(this);
    }

    @Override
    public void closed() {
        events.closed();
    }
}
