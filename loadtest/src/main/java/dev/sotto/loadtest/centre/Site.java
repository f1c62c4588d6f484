package dev.sotto.loadtest.centre;

import dev.sotto.loadtest.desk.Decisions;
import dev.sotto.loadtest.desk.HumanTimes;
import dev.sotto.loadtest.desk.ServerClient;
import dev.sotto.loadtest.phone.Telephone;
import dev.sotto.loadtest.phone.Voice;
import dev.sotto.loadtest.server.ServerProcess;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;

/** Builds an arm: its shop, its people where they have to be there first, its task files, its gateway, its telephone. */
record Site(Vertx vertx, Voice voice, Path folder, Arm arm, int people, HumanTimes humans, Decisions decisions) {
    /** Orders are of all seeds' callers: whoever may call is expected. */
    Future<ArmLine> open() {
        Callers callers = new Callers();
        Orders orders = new Orders(LocalDate.now(java.time.Clock.systemUTC()));
        return CentreShop.open(vertx, orders).compose(shop -> {
            ServerClient systems = ServerClient.of(vertx, shop.uri());
            if (arm == Arm.CONSULT) {
                return gateway(shop, "")
                        .compose(server -> DeskPeople.sitDown(
                                        vertx,
                                        ServerClient.of(vertx, server.http()),
                                        team(),
                                        humans,
                                        decisions,
                                        callers)
                                .compose(desk -> line(server, shop, orders, callers, desk)));
            }
            return PhonePeople.open(vertx, voice, people, humans, decisions, systems, callers)
                    .compose(phones ->
                            gateway(shop, phones.uri()).compose(server -> line(server, shop, orders, callers, phones)));
        });
    }

    private Team team() {
        return Team.of(people);
    }

    private Future<ServerProcess> gateway(CentreShop shop, String transferTo) {
        return vertx.executeBlocking(() -> files(shop, transferTo)).compose(plan -> ServerProcess.start(vertx, plan));
    }

    /** Task files and settings; on a worker. */
    private ServerProcess.Plan files(CentreShop shop, String transferTo) throws IOException {
        Path tasks = folder.resolve("tasks-of-" + arm);
        Files.createDirectories(tasks);
        if (arm == Arm.CONSULT) {
            ArmTasks.consult(tasks, shop.uri());
        } else {
            ArmTasks.escalate(tasks, shop.uri(), transferTo);
        }
        Path settings = folder.resolve("settings.yaml");
        team().write(settings);
        return ServerProcess.Plan.shop(folder.resolve("data"), team().password(), arm == Arm.CONSULT ? 0 : 1)
                .with("SOTTO_TASKS", tasks.toAbsolutePath().toString())
                .with("SOTTO_CONFIG", settings.toAbsolutePath().toString());
    }

    private Future<ArmLine> line(ServerProcess server, CentreShop shop, Orders orders, Callers callers, People staff) {
        ServerClient client = ServerClient.of(vertx, server.http());
        return Captions.open(
                        vertx,
                        client,
                        team(),
                        (conversation, text) -> callers.conversation(conversation)
                                .ifPresent(live -> live.caller.understood("assistant", text)))
                .compose(captions -> Telephone.open(vertx, voice, server.sip(), InetAddress.getLoopbackAddress())
                        .map(telephone -> new ArmLine(
                                vertx,
                                arm,
                                people,
                                new ArmLine.Parts(
                                        server,
                                        integrator(client, server),
                                        telephone,
                                        callers,
                                        staff,
                                        new CourseReader(humans),
                                        orders,
                                        captions,
                                        shop))));
    }

    private static ServerClient integrator(ServerClient client, ServerProcess server) {
        try {
            return client.as(server.apiKey());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
