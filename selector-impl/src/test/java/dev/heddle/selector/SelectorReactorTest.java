package dev.heddle.selector;

import dev.heddle.tck.ReactorHarness;
import dev.heddle.tck.ReactorSuite;
import dev.heddle.tck.SocketHarness;

/** The whole contract, on this backend. What only this backend does is tested beside this class. */
class SelectorReactorTest extends ReactorSuite {

    @Override
    protected ReactorHarness openHarness() {
        return new SocketHarness(new SelectorReactorProvider());
    }
}
