package dev.heddle.core;

import dev.heddle.net.PullProducer;
import dev.heddle.net.PushProducer;
import dev.heddle.process.ProcessTransport;
import java.nio.ByteBuffer;
import java.util.Objects;

/** The application's calls to a child process, checked and passed on (M3). */
final class ChildTransport implements ProcessTransport {

    private final CoreReactor reactor;
    private final ChildProcess child;
    private final long pid;

    ChildTransport(CoreReactor reactor, ChildProcess child, long pid) {
        this.reactor = reactor;
        this.child = child;
        this.pid = pid;
    }

    @Override
    public void write(ByteBuffer bytes) {
        call("write", () -> child.in().write(bytes));
    }

    @Override
    public void registerProducer(PushProducer producer) {
        Objects.requireNonNull(producer, "producer");
        call("registerProducer", () -> child.in().registration.begin(new Production.Push(child.in(), producer)));
    }

    @Override
    public void registerProducer(PullProducer producer) {
        Objects.requireNonNull(producer, "producer");
        call("registerProducer", () -> child.in().registration.begin(new Production.Pull(child.in(), producer)));
    }

    @Override
    public void unregisterProducer() {
        call("unregisterProducer", () -> child.in().unregisterProducer());
    }

    @Override
    public void closeStdin() {
        call("closeStdin", () -> child.in().lose());
    }

    @Override
    public void loseConnection() {
        call("loseConnection", child::lose);
    }

    @Override
    public void pauseProducing() {
        call("pauseProducing", child::pauseReading);
    }

    @Override
    public void resumeProducing() {
        call("resumeProducing", child::resumeReading);
    }

    @Override
    public void terminate() {
        call("terminate", child::terminate);
    }

    @Override
    public void kill() {
        call("kill", child::kill);
    }

    private void call(String method, Runnable call) {
        boolean taken = reactor.admit("ProcessTransport." + method);
        try {
            call.run();
        } finally {
            reactor.dismiss(taken);
        }
    }

    @Override
    public long pid() {
        return pid;
    }

    @Override
    public String toString() {
        return child.toString();
    }
}
