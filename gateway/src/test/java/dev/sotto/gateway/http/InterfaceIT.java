package dev.sotto.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What is described and what is there are the same. */
class InterfaceIT {
    private static EdgeUnderTest edge;

    @BeforeAll
    static void start() {
        edge = new EdgeUnderTest();
    }

    @AfterAll
    static void stop() {
        edge.close();
    }

    @SuppressWarnings("unchecked")
    /** Operations by path and method. */
    private static Map<String, Map<String, Map<String, Object>>> described() {
        var yaml = edge.get("/openapi.yaml", null).bodyAsString();
        var document = (Map<String, Object>) new Load(LoadSettings.builder().build()).loadFromString(yaml);
        var paths = (Map<String, Map<String, Object>>) document.get("paths");
        var operations = new TreeMap<String, Map<String, Map<String, Object>>>();
        paths.forEach((path, item) -> item.forEach((method, operation) -> {
            if (!method.equals("parameters")) {
                operations.computeIfAbsent(path, p -> new TreeMap<>()).put(method, (Map<String, Object>) operation);
            }
        }));
        return operations;
    }

    private static Set<String> operations(Map<String, Map<String, Map<String, Object>>> paths) {
        return paths.entrySet().stream()
                .flatMap(path ->
                        path.getValue().keySet().stream().map(method -> method.toUpperCase() + " " + path.getKey()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void everyRouteIsDescribedAndEveryDescriptionHasItsRoute() {
        Set<String> routes = edge.router.get().getRoutes().stream()
                .filter(route -> route.methods() != null)
                .flatMap(route -> route.methods().stream()
                        .filter(method -> method != HttpMethod.HEAD)
                        .map(method -> method + " " + path(route)))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(operations(described())).isEqualTo(routes);
    }

    private static String path(Route route) {
        String path = route.getPath().replaceAll(":(\\w+)", "{$1}");
        return route.isExactPath() ? path : path + "{path}";
    }

    @Test
    void whatIsDescribedAsOpenIsAndNothingElse() {
        described()
                .forEach((path, operations) -> operations.forEach((method, operation) -> {
                    if (!path.equals("/v1/desk")) {
                        String concrete = path.replaceAll("\\{\\w+}", "x");
                        int status = edge.send(HttpMethod.valueOf(method.toUpperCase()), concrete, null, null)
                                .statusCode();
                        assertThat(status == 401).as(method + " " + path).isEqualTo(!operation.containsKey("security"));
                    }
                }));
    }

    @Test
    void everyOperationSaysWhatItAnswers() {
        described()
                .forEach((path, operations) -> operations.forEach((method, operation) -> {
                    if (!method.equals("parameters")) {
                        assertThat(operation).as(method + " " + path).containsKeys("summary", "responses", "tags");
                    }
                }));
    }
}
