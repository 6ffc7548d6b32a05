package example;

import dev.heddle.Reactor;
import dev.heddle.benchmarks.ProtocolWorkload;
import dev.heddle.endpoint.ClientEndpoint;
import dev.heddle.net.Factory;
import dev.heddle.protocols.LineOnlyReceiver;

/** A workload whose clients find that something is wrong. */
public final class WrongAnswer implements ProtocolWorkload {

    @Override
    public String title() {
        return "wrong answers";
    }

    @Override
    public Factory server(Reactor reactor) {
        return Factory.of(() -> new LineOnlyReceiver() {});
    }

    @Override
    public void client(Reactor reactor, ClientEndpoint server, int operations) {
        throw new AssertionError("expected 42, got 41");
    }
}
