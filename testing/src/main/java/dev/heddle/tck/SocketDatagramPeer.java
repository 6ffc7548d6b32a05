package dev.heddle.tck;

import dev.heddle.testing.WaitLimit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.util.Arrays;

/** A plain JDK socket for datagrams on loopback. */
record SocketDatagramPeer(DatagramSocket socket) implements DatagramPeer {

    private static final int LARGEST_BYTES = 65_535;

    @Override
    public InetSocketAddress address() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    @Override
    public void send(byte[] bytes, InetSocketAddress receiver) {
        try {
            socket.send(new DatagramPacket(bytes, bytes.length, receiver));
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    @Override
    public Received receive() {
        DatagramPacket packet = new DatagramPacket(new byte[LARGEST_BYTES], LARGEST_BYTES);
        try {
            socket.setSoTimeout((int) WaitLimit.get().toMillis());
            socket.receive(packet);
        } catch (IOException late) {
            throw new UncheckedIOException(late);
        }
        byte[] bytes = Arrays.copyOf(packet.getData(), packet.getLength());
        return new Received(bytes, (InetSocketAddress) packet.getSocketAddress());
    }

    @Override
    public void close() {
        socket.close();
    }
}
