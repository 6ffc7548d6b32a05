/**
 * The contract suite: what every backend has to pass. One abstract class for each section of {@code docs/contract.md}, a
 * test for each clause, which it names with {@link dev.heddle.tck.Clause}.
 *
 * <p>A backend's whole test is one class with a nested subclass for each section:
 *
 * {@snippet :
 * class LoomReactorTest {
 *     @Nested
 *     class Streams extends StreamContract {
 *         @Override
 *         protected ReactorHarness openHarness() {
 *             return new SocketHarness(new LoomReactorProvider());
 *         }
 *     }
 * }
 * }
 */
@NullMarked
package dev.heddle.tck;

import org.jspecify.annotations.NullMarked;
