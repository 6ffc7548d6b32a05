package dev.heddle.examples;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** A DNS server on this machine that says what a test tells it to. */
record DnsServer(DatagramSocket socket) implements AutoCloseable {

    static final int OK = 0x8180;
    static final int TRUNCATED = 0x8380;
    static final int SERVER_FAILED = 0x8182;
    static final int NO_SUCH_NAME = 0x8183;

    static final int A = 1;
    static final int CNAME = 5;
    static final int AAAA = 28;

    /** The name of the question, where a reply needs it again. */
    static final byte[] SAME_NAME = {(byte) 0xc0, 12};

    private static final int LIMIT_MILLIS = 40_000;

    /** What a client asked. */
    record Asked(byte[] bytes, SocketAddress client) {

        int type() {
            return ByteBuffer.wrap(bytes).getShort(bytes.length - 4);
        }

        int id() {
            return Short.toUnsignedInt(ByteBuffer.wrap(bytes).getShort(0));
        }
    }

    static DnsServer open() throws IOException {
        DatagramSocket socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        socket.setSoTimeout(LIMIT_MILLIS);
        return new DnsServer(socket);
    }

    InetSocketAddress address() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    String port() {
        return "" + socket.getLocalPort();
    }

    Asked receive() throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[512], 512);
        socket.receive(packet);
        return new Asked(Arrays.copyOf(packet.getData(), packet.getLength()), packet.getSocketAddress());
    }

    void send(byte[] reply, SocketAddress client) throws IOException {
        socket.send(new DatagramPacket(reply, reply.length, client));
    }

    /** Replies as the protocol has it. */
    void answer(Asked asked, int flags, byte[]... records) throws IOException {
        send(reply(asked.bytes(), flags, records), asked.client());
    }

    /** The question again, with {@code flags} and with records after it. */
    static byte[] reply(byte[] query, int flags, byte[]... records) {
        int length = query.length
                + Arrays.stream(records).mapToInt(record -> record.length).sum();
        ByteBuffer message = ByteBuffer.allocate(length).put(query);
        for (byte[] record : records) {
            message.put(record);
        }
        return message.putShort(2, (short) flags)
                .putShort(6, (short) records.length)
                .array();
    }

    static byte[] address(byte[] owner, String address) throws IOException {
        byte[] bytes = InetAddress.getByName(address).getAddress();
        return record(owner, bytes.length == 4 ? A : AAAA, bytes);
    }

    static byte[] record(byte[] owner, int type, byte[] data) {
        return ByteBuffer.allocate(owner.length + 10 + data.length)
                .put(owner)
                .putShort((short) type)
                .putShort((short) 1)
                .putInt(60)
                .putShort((short) data.length)
                .put(data)
                .array();
    }

    /** A pointer to a byte of the message. */
    static byte[] pointer(int target) {
        return new byte[] {(byte) (0xc0 | target >> 8), (byte) target};
    }

    @Override
    public void close() {
        socket.close();
    }
}
