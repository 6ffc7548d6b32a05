package dev.heddle.tck;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.heddle.net.DatagramProtocol;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.function.BiConsumer;

/** A protocol for datagrams that notes what it is told, and may do something about it. */
final class RecordingDatagrams extends DatagramProtocol {

    private final Journal journal;
    private final String name;
    private Runnable whenStarted = () -> {};
    private BiConsumer<String, InetSocketAddress> whenReceived = (text, sender) -> {};

    RecordingDatagrams(Journal journal, String name) {
        this.journal = journal;
        this.name = name;
    }

    RecordingDatagrams whenStarted(Runnable action) {
        whenStarted = action;
        return this;
    }

    RecordingDatagrams whenReceived(BiConsumer<String, InetSocketAddress> action) {
        whenReceived = action;
        return this;
    }

    void write(String text, InetSocketAddress receiver) {
        transport().write(text.getBytes(ISO_8859_1), receiver);
    }

    @Override
    public void startProtocol() {
        journal.add(name + " started");
        whenStarted.run();
    }

    @Override
    public void datagramReceived(ByteBuffer bytes, InetSocketAddress sender) {
        String text = ISO_8859_1.decode(bytes).toString();
        journal.add(name + " got " + (text.length() > 100 ? text.length() + " bytes" : "'" + text + "'"));
        whenReceived.accept(text, sender);
    }

    @Override
    public void datagramTooLong(InetSocketAddress sender) {
        journal.add(name + " too long from " + sender.getPort());
    }

    @Override
    public void connectionRefused() {
        journal.add(name + " refused");
    }

    @Override
    public void datagramNotSent(InetSocketAddress receiver, IOException cause) {
        journal.add(name + " not sent to " + receiver.getAddress().getHostAddress());
    }

    @Override
    public void stopProtocol() {
        journal.add(name + " stopped");
    }
}
