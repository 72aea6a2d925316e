package dev.chief.app.cli;

import java.lang.reflect.Proxy;

/**
 * Handles signals of the operating system. The class that can, {@code sun.misc.Signal} of module jdk.unsupported, makes javac
 * warn in a way that cannot be switched off for one class, and warnings are errors here: hence by its name.
 */
final class Signals {
    private Signals() {}

    /**
     * Calls something, on a thread of its own, each time a signal comes, in place of what the virtual machine would do.
     *
     * @param name without SIG, such as {@code TERM}
     * @return whether that is possible on this machine
     */
    // A proxy is equal to itself alone; asking its equals would come back here.
    @SuppressWarnings("ReferenceEquality")
    static boolean handle(String name, Runnable action) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object calls = Proxy.newProxyInstance(Signals.class.getClassLoader(), new Class<?>[]{handler},
                    (proxy, method, arguments) -> switch (method.getName()) {
                        case "handle" -> {
                            action.run();
                            yield null;
                        }
                        case "equals" -> arguments != null && proxy == arguments[0];
                        case "hashCode" -> System.identityHashCode(proxy);
                        default -> "handler of SIG" + name;
                    });
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name),
                            calls);
            return true;
        } catch (ReflectiveOperationException e) {
            // Another virtual machine, or a signal that it keeps for itself: then its own treatment of the signal stays.
            return false;
        }
    }
}
