package dev.heddle.tck;

import dev.heddle.net.ClientFactory;
import dev.heddle.net.ConnectFailedException;
import dev.heddle.net.Connector;
import dev.heddle.net.Protocol;
import java.net.SocketAddress;
import java.util.List;

/** Notes in a list what became of its attempts, for tests on one thread. */
class NotingFactory implements ClientFactory {

    private final List<String> journal;

    NotingFactory(List<String> journal) {
        this.journal = journal;
    }

    @Override
    public Protocol buildProtocol(SocketAddress address) {
        return new NotingProtocol("client", journal);
    }

    @Override
    public void clientConnectionMade(Connector connector, Protocol protocol) {
        journal.add("connected");
    }

    @Override
    public void clientConnectionFailed(Connector connector, ConnectFailedException reason) {
        journal.add("failed " + reason.getClass().getSimpleName());
    }
}
