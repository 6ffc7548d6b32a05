package dev.heddle.tck;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.heddle.net.Protocol;
import dev.heddle.protocols.LengthPrefixedReceiver;
import dev.heddle.protocols.LengthPrefixedReceiver.Prefix;
import dev.heddle.protocols.LineOnlyReceiver;
import dev.heddle.protocols.NetstringReceiver;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;

/** What the sections about messages share: receivers that note what they tell. */
abstract class ReceiverContract extends ReactorContract {

    final Lines lines = new Lines();
    final Netstrings netstrings = new Netstrings();

    /** What to do in the callback of each message. */
    Runnable whenTold = () -> {};

    @BeforeEach
    final void begin() {
        start();
    }

    /** A peer whose connection is {@code protocol}'s, in each turn that begins from now on. */
    final Peer serve(Protocol protocol) throws Exception {
        AtomicBoolean built = new AtomicBoolean();
        Peer peer = harness.connectPeer(listen(() -> {
                    built.set(true);
                    harness.noticeChange();
                    return protocol;
                })
                .address());
        harness.await("the connection", built::get);
        return peer;
    }

    private void told(String text) {
        journal.add(text.length() > 100 ? text.length() + " bytes" : text);
        whenTold.run();
    }

    class Lines extends LineOnlyReceiver {

        @Override
        protected void lineReceived(String line) {
            told("line " + line);
        }
    }

    class Prefixed extends LengthPrefixedReceiver {

        Prefixed(Prefix prefix) {
            super(prefix);
        }

        @Override
        protected void messageReceived(ByteBuffer message) {
            told("message " + ISO_8859_1.decode(message));
        }

        @Override
        protected void lengthLimitExceeded(long length) {
            journal.add("too long: " + length);
            super.lengthLimitExceeded(length);
        }
    }

    class Netstrings extends NetstringReceiver {

        @Override
        protected void messageReceived(ByteBuffer message) {
            told("message " + ISO_8859_1.decode(message));
        }

        @Override
        protected void brokenPeer(String why) {
            journal.add("broken: " + why);
        }
    }

    static void sendBytewise(Peer peer, byte[] bytes) {
        for (byte single : bytes) {
            peer.send(new byte[] {single});
        }
    }

    static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replace(" ", ""));
    }
}
