package dev.heddle.protocols;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LimitedFactoryTest {

    private static @Nullable Object identity(String address) throws UnknownHostException {
        return LimitedFactory.identityOf(new InetSocketAddress(InetAddress.getByName(address), 7));
    }

    @Test
    void aPeerIsAnIpv4Address() throws Exception {
        assertThat(identity("192.0.2.1")).isEqualTo(identity("192.0.2.1")).isNotEqualTo(identity("192.0.2.2"));
        assertThat(identity("::ffff:192.0.2.1")).isEqualTo(identity("192.0.2.1"));
    }

    @Test
    void aPeerIsTheNetworkOfAnIpv6Address() throws Exception {
        assertThat(identity("2001:db8:0:1::1"))
                .isEqualTo(identity("2001:db8:0:1:ffff::2"))
                .isNotEqualTo(identity("2001:db8:0:2::1"));
    }

    @Test
    void otherAddressesNameNobody() {
        assertThat(LimitedFactory.identityOf(UnixDomainSocketAddress.of("/tmp/socket")))
                .isNull();
    }
}
