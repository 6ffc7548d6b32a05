package dev.heddle.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.heddle.net.DatagramOptions;
import dev.heddle.net.DatagramOptions.Multicast;
import dev.heddle.net.DatagramTransport;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;

/** Section U: multicast groups. */
public abstract class MulticastContract extends ReactorContract {

    /** For subclasses. */
    protected MulticastContract() {}

    @Clause("U6")
    @DisplayName("U6: what is sent to a group of IPv4 reaches its members, all of them, and nobody who has left")
    void groupsOfIpv4() throws Exception {
        assertDelivers(InetAddress.getByAddress(new byte[] {(byte) 239, (byte) 255, 7, 7}), loopback(), second -> {});
    }

    /**
     * The group is one of those that reach nobody outside this machine, whatever the interface. Who leaves also closes: until
     * then Linux may give an IPv6 socket what others of its port are sent, unless it is told not to, which not every JDK does.
     */
    @Clause("U6")
    @DisplayName("U6: what is sent to a group of IPv6 reaches its members, all of them, and nobody who has left")
    void groupsOfIpv6() throws Exception {
        Optional<NetworkInterface> usable = NetworkInterface.networkInterfaces()
                .filter(MulticastContract::hasIpv6Groups)
                .findFirst();
        assumeTrue(usable.isPresent(), "no interface of this machine has multicast over IPv6");
        assertDelivers(InetAddress.getByName("ff01::4865"), usable.get(), DatagramTransport::stopListening);
    }

    private static boolean hasIpv6Groups(NetworkInterface candidate) {
        try {
            return candidate.isUp()
                    && candidate.supportsMulticast()
                    && candidate.inetAddresses().anyMatch(address -> address instanceof Inet6Address);
        } catch (SocketException gone) {
            return false;
        }
    }

    private static NetworkInterface loopback() throws Exception {
        return NetworkInterface.getByInetAddress(SocketHarness.loopback());
    }

    private void assertDelivers(InetAddress group, NetworkInterface there, Consumer<DatagramTransport> afterLeaving)
            throws Exception {
        DatagramOptions shared = DatagramOptions.defaults()
                .withReuseAddress(true)
                .withMulticast(Multicast.defaults().withNetworkInterface(there).withTimeToLive(0));
        RecordingDatagrams first = new RecordingDatagrams(journal, "first");
        RecordingDatagrams second = new RecordingDatagrams(journal, "second");
        RecordingDatagrams sender = new RecordingDatagrams(journal, "sender");
        start();
        DatagramTransport port = inTurn(() -> reactor.listenUdp(0, first, shared));
        int number = port.getHost().getPort();
        InetSocketAddress target = new InetSocketAddress(group, number);
        doInTurn(() -> {
            reactor.listenUdp(number, second, shared);
            reactor.listenUdp(0, sender, shared);
            first.transport().joinGroup(group, there);
            second.transport().joinGroup(group, there);
        });

        doInTurn(() -> sender.write("all", target));
        journal.await("first got 'all'");
        journal.await("second got 'all'");
        doInTurn(() -> {
            second.transport().leaveGroup(group, there);
            afterLeaving.accept(second.transport());
            sender.write("left", target);
        });

        journal.await("first got 'left'");
        settle();
        assertThat(journal.lines()).doesNotContain("second got 'left'");
    }

    @Clause("U6")
    @DisplayName("U6: joining what is no group, or twice, and leaving what was not joined, is misuse")
    void misuseThrows() throws Exception {
        InetAddress group = InetAddress.getByAddress(new byte[] {(byte) 239, (byte) 255, 7, 7});
        RecordingDatagrams protocol = new RecordingDatagrams(journal, "port");
        DatagramTransport port = reactor.listenUdp(0, protocol);

        assertThatThrownBy(() -> port.joinGroup(SocketHarness.loopback(), loopback()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("127.0.0.1");
        assertThatThrownBy(() -> port.leaveGroup(group, loopback()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("239.255.7.7");
        port.joinGroup(group, loopback());
        assertThatThrownBy(() -> port.joinGroup(group, loopback())).isInstanceOf(IllegalStateException.class);
    }
}
