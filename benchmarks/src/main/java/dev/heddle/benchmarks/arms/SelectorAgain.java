package dev.heddle.benchmarks.arms;

import dev.heddle.benchmarks.Arms;
import dev.heddle.benchmarks.Plays;
import dev.heddle.benchmarks.Role;
import dev.heddle.benchmarks.Size;

/** The selector backend once more: whoever finds that it is faster or slower than {@link Selector} is mistaken. */
@Plays(value = Role.SAME_AGAIN, from = Size.DEFAULT)
public final class SelectorAgain extends ReactorArm {

    /** Starts a reactor. */
    public SelectorAgain() {
        super(Arms.SELECTOR);
    }

    @Override
    public String description() {
        return "A control: the same as selector under another name, so it must not be found to differ.";
    }
}
