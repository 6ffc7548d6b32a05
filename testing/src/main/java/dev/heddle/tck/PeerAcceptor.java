package dev.heddle.tck;

/** What a reactor can connect to, in the hands of a test. */
public interface PeerAcceptor extends AutoCloseable {

    /** Waits for a connection. */
    Peer accept();

    @Override
    void close();
}
