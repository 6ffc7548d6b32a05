package dev.heddle.proof;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/**
 * A program that opens many connections to an echo, says so, waits for a line on its standard input, and then uses each of
 * them once and says so again.
 */
final class HeldConnections {

    private HeldConnections() {}

    /** Takes the port, and how many connections. */
    public static void main(String[] args) throws IOException {
        InetSocketAddress echo = new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0]));
        int count = Integer.parseInt(args[1]);
        List<Socket> held = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            held.add(new Socket(echo.getAddress(), echo.getPort()));
        }
        System.out.println("holding " + count);
        int ignored = System.in.read();
        int answered = 0;
        for (Socket socket : held) {
            socket.getOutputStream().write(answered);
            answered += socket.getInputStream().read() == (answered & 0xff) ? 1 : 0;
        }
        System.out.println("answered " + answered);
    }
}
