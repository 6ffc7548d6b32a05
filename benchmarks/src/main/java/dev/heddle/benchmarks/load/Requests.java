package dev.heddle.benchmarks.load;

import dev.heddle.benchmarks.Completion;
import dev.heddle.benchmarks.RequestArm;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;

/**
 * What a server of requests is to do for each, and what it has done so far. Of some requests the work never ends by itself,
 * so their limit must pass; of all others it must not.
 *
 * <p>A message has its number, the place of its connection among all, its kind and, in an answer, the outcome; the rest are
 * bytes that no other connection has.
 */
public final class Requests implements RequestArm.Service {

    /** What becomes of a request. */
    enum Kind {
        /** Its work blocks for the usual time. */
        USUAL(0),

        /** Its work blocks until its limit has passed. */
        HOPELESS(1),

        /** Its work blocks until all are let go. */
        HELD(2);

        private final byte code;

        Kind(int code) {
            this.code = (byte) code;
        }

        private static Kind of(byte code) {
            return switch (code) {
                case 0 -> USUAL;
                case 1 -> HOPELESS;
                case 2 -> HELD;
                default -> throw new IllegalArgumentException("a request is of no kind that there is: " + code);
            };
        }
    }

    private static final int PLACE = Long.BYTES;
    private static final int KIND = PLACE + Integer.BYTES;
    private static final int OUTCOME = KIND + 1;
    private static final byte DONE = 1;
    private static final byte LATE = 2;

    /** Long enough for anything that can still be measured. */
    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(30);

    /** How long one waits that waits in vain. */
    private static final long HOPELESS_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final int mostAtOnce;
    private final int workMillis;
    private final LongAdder connected = new LongAdder();
    private final LongAdder lost = new LongAdder();
    private final LongAdder limitsCancelled = new LongAdder();
    private final LongAdder limitsPassed = new LongAdder();
    private final AtomicInteger held = new AtomicInteger();
    private volatile CountDownLatch heldUntil = new CountDownLatch(1);

    /** Of the hopeless request that a connection has under way. */
    private final AtomicReferenceArray<Gate> gates;

    private record Gate(long number, CountDownLatch passed) {}

    /** Of so many connections, for which work takes so long. */
    public Requests(int connections, int workMillis) {
        mostAtOnce = connections;
        this.workMillis = workMillis;
        gates = new AtomicReferenceArray<>(connections);
    }

    /** What the messages of one connection have alike. */
    static ByteBuffer message(int place) {
        byte[] bytes = new byte[RequestArm.MESSAGE_BYTES];
        new Random(place).nextBytes(bytes);
        return ByteBuffer.allocateDirect(bytes.length)
                .put(bytes)
                .putInt(PLACE, place)
                .clear();
    }

    /** Makes {@code message} the next request of its connection. */
    void begin(ByteBuffer message, long number, Kind kind) {
        message.clear().putLong(0, number).put(KIND, kind.code).put(OUTCOME, (byte) 0);
        if (kind == Kind.HOPELESS) {
            gates.set(message.getInt(PLACE), new Gate(number, new CountDownLatch(1)));
        }
    }

    /** Makes the answer of it that is to come. */
    static void expect(ByteBuffer message, Kind kind) {
        message.put(OUTCOME, kind == Kind.HOPELESS ? LATE : DONE);
    }

    private static Kind kind(byte[] request) {
        return Kind.of(request[KIND]);
    }

    private Gate gate(byte[] request) {
        return gates.get(ByteBuffer.wrap(request).getInt(PLACE));
    }

    @Override
    public int mostAtOnce() {
        return mostAtOnce;
    }

    @Override
    public void connected() {
        connected.increment();
    }

    @Override
    public void lost() {
        lost.increment();
    }

    @Override
    public long limitNanos(byte[] request) {
        return kind(request) == Kind.HOPELESS ? HOPELESS_NANOS : LIMIT_NANOS;
    }

    @Override
    public byte[] work(byte[] request) throws InterruptedException {
        switch (kind(request)) {
            case USUAL -> new CountDownLatch(1).await(workMillis, TimeUnit.MILLISECONDS); // which nobody opens
            case HELD -> {
                CountDownLatch end = heldUntil;
                held.getAndIncrement();
                end.await();
            }
            case HOPELESS -> {
                Gate gate = gate(request);
                if (gate.number == ByteBuffer.wrap(request).getLong(0)) { // or it was answered before the work began
                    gate.passed.await();
                }
            }
        }
        return answer(request, DONE);
    }

    @Override
    public void limitCancelled() {
        limitsCancelled.increment();
    }

    @Override
    public byte[] late(byte[] request) {
        limitsPassed.increment();
        if (kind(request) == Kind.HOPELESS) {
            gate(request).passed.countDown();
        }
        return answer(request, LATE);
    }

    private static byte[] answer(byte[] request, byte outcome) {
        byte[] answer = request.clone();
        answer[OUTCOME] = outcome;
        return answer;
    }

    /** How many requests are held. */
    int held() {
        return held.get();
    }

    /** Has those end that are held. */
    void letGo() {
        CountDownLatch now = heldUntil;
        held.set(0);
        heldUntil = new CountDownLatch(1);
        now.countDown();
    }

    /** How many connections the server has seen the end of. */
    long seenLost() {
        return lost.sum();
    }

    /** Checks what the server has seen and done. */
    void check(long connections, long inTime, long late) {
        Completion.check("connections that the server saw", connections, connected.sum());
        Completion.check("time limits that were cancelled", inTime, limitsCancelled.sum());
        Completion.check("time limits that passed", late, limitsPassed.sum());
    }
}
