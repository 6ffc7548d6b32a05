package dev.heddle.selector;

import dev.heddle.core.Driver;
import dev.heddle.core.Turns;
import dev.heddle.core.Wire;
import dev.heddle.tck.SocketDriverTest;
import java.nio.channels.SocketChannel;

class SelectorSocketTest extends SocketDriverTest {

    @Override
    protected Driver openDriver(Turns turns) {
        return new SelectorDriver(turns);
    }

    @Override
    protected SocketChannel channelOf(Wire wire) {
        return ((SelectorWire) wire).channel;
    }
}
