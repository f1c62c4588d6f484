package dev.sotto.gateway;

import dev.sotto.config.Settings;
import dev.sotto.config.SettingsException;
import dev.sotto.config.SettingsLoader;
import dev.sotto.gateway.replay.ReplayCommand;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.PrintStream;
import java.time.Clock;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Starts the gateway and stops it when the process is asked to end. {@code replay} plays a conversation again instead,
 * {@code fetch-model} downloads a speech model.
 */
public final class Main {
    private static final long STOP_SECONDS = 20;
    /** More than there are verticles: what makes sound every 20 ms shares its loop with nobody. */
    private static final int EVENT_LOOPS = 16;

    private Main() {}

    public static void main(String[] args) {
        PrintStream out = System.out;
        Settings settings;
        try {
            settings = new SettingsLoader(System.getenv()).load();
        } catch (SettingsException e) {
            out.println("Sotto can't start, its settings are wrong:" + System.lineSeparator() + e.getMessage());
            System.exit(2);
            return;
        }
        Logs.format(settings.logFormat());
        if (args.length > 0 && args[0].equals("replay")) {
            replay(settings, out, Arrays.copyOfRange(args, 1, args.length));
        } else if (args.length > 0 && args[0].equals("fetch-model")) {
            Logs.quiet();
            String[] rest = Arrays.copyOfRange(args, 1, args.length);
            System.exit(new FetchModelCommand(settings.data(), out).run(rest));
        } else {
            run(settings, out);
        }
    }

    private static void run(Settings settings, PrintStream out) {
        Meters meters = new Meters();
        Vertx vertx =
                Vertx.vertx(new VertxOptions().setPreferNativeTransport(true).setEventLoopPoolSize(EVENT_LOOPS));
        Gateway gateway = new Gateway(vertx, settings, meters, Clock.systemUTC());
        stopOnSignal(gateway);
        stopWithParent();
        gateway.start().onSuccess(banner -> out.println(banner)).onFailure(cause -> {
            out.println("Sotto can't start: " + cause.getMessage());
            exit(1);
        });
    }

    private static void replay(Settings settings, PrintStream out, String... args) {
        Logs.quiet();
        Vertx vertx = Vertx.vertx();
        ReplayCommand command = new ReplayCommand(settings, folder -> Groundwork.tasks(settings, folder), out);
        command.run(vertx, args).onComplete(status -> exit(status.succeeded() ? status.result() : 1));
    }

    /** The only place that waits: the JVM ends when its shutdown hooks do. */
    private static void stopOnSignal(Gateway gateway) {
        CountDownLatch stopped = new CountDownLatch(1);
        Thread hook = new Thread(
                () -> {
                    gateway.stop().onComplete(done -> stopped.countDown());
                    try {
                        boolean inTime = stopped.await(STOP_SECONDS, TimeUnit.SECONDS);
                        System.out.println(inTime ? "Sotto has stopped." : "Sotto was stopped before all was done.");
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "sotto-stop");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Off the event loop: the shutdown hook waits for what event loops have to do. */
    private static void exit(int status) {
        new Thread(() -> System.exit(status), "sotto-exit").start();
    }

    /**
     * Started by a build tool, the gateway ends with it: a SIGTERM reaches the tool alone. {@code true} is whoever started it; a process
     * id also holds when that process has ended before this one looks.
     */
    private static void stopWithParent() {
        String parent = System.getProperty("sotto.stop-with-parent", "");
        if (parent.equals("true")) {
            ProcessHandle.current().parent().ifPresent(Main::stopWith);
        } else if (parent.matches("\\d+")) {
            ProcessHandle.of(Long.parseLong(parent)).ifPresentOrElse(Main::stopWith, () -> exit(0));
        }
    }

    private static void stopWith(ProcessHandle other) {
        other.onExit().thenRun(() -> exit(0));
    }
}
