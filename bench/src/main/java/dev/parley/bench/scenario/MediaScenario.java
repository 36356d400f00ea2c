package dev.parley.bench.scenario;

import static dev.parley.bench.report.Figures.decimal;
import static dev.parley.bench.report.Figures.whole;

import dev.parley.bench.load.Downloads;
import dev.parley.bench.load.MessengerApi;
import dev.parley.bench.report.Table;
import dev.parley.bench.rig.Contender;
import dev.parley.bench.rig.Nginx;
import dev.parley.bench.rig.RunningServer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import javax.imageio.ImageIO;

/** Files as they are sent, beside nginx, and images as they are made smaller. */
public final class MediaScenario implements Scenario {
  private static final String HOST = "127.0.0.1";
  private static final int CONNECTIONS = 8;
  private static final int LARGE_BYTES = 16 << 20;
  private static final int WIDTH = 2_000;
  private static final int HEIGHT = 1_500;

  private static final List<String> COLUMNS =
      List.of("What", "Server", "a second", "MiB/s", "× nginx");

  /** Something to fetch, and a folder that holds the same bytes for nginx. */
  private record Thing(String name, String path, Path folder) {}

  @Override
  public String name() {
    return "media";
  }

  @Override
  public String explanation() {
    return """
    Eight kept-alive connections fetch one file again and again: a photograph in the size w960, made before, and a file of 16 MiB. Parley asks at each request
    whether its reader may have it; nginx serves the same bytes from a folder to everybody, with sendfile, in the same run and in turn. The last rows ask for the size w320 of photographs of 2,000 × 1,500 pixels that nobody
    asked for before, one after the other.
    """;
  }

  @Override
  public Table run(Stage stage) {
    List<List<String>> rows = stage.ofMessengers(contender -> measure(contender, stage));
    rows.forEach(row -> stage.progress().accept("media: " + row));
    return new Table(COLUMNS, rows);
  }

  private static List<List<String>> measure(Contender contender, Stage stage) {
    try (RunningServer server = stage.start(contender);
        MessengerApi api = new MessengerApi(server.target())) {
      String token = api.register("photographer").token();
      String photograph = api.upload(token, photograph(0));
      byte[] large = new byte[LARGE_BYTES];
      new Random(1).nextBytes(large);
      String w960 = "/media/" + photograph + "/w960";
      var things =
          List.of(
              new Thing("a photograph in w960", w960, kept(stage, api.bytes(w960, token))),
              new Thing(
                  "a file of 16 MiB", "/media/" + api.upload(token, large), kept(stage, large)));
      var rows = new ArrayList<List<String>>();
      for (Thing thing : things) {
        rows.addAll(beside(contender, server, stage, thing, token));
      }
      rows.add(made(contender, stage, api, token));
      return rows;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path kept(Stage stage, byte[] content) throws IOException {
    Path folder = Files.createDirectories(stage.out().resolve("files-" + System.nanoTime()));
    Files.write(folder.resolve("file.bin"), content);
    return folder;
  }

  private static List<List<String>> beside(
      Contender contender, RunningServer server, Stage stage, Thing thing, String token)
      throws IOException {
    Path home = Files.createDirectories(stage.out().resolve("nginx-" + System.nanoTime()));
    var ours =
        new Downloads(
            HOST,
            server.target().port(),
            thing.path(),
            "Authorization: Bearer %s\r\n".formatted(token));
    var rows = new ArrayList<List<String>>();
    Optional<Nginx> nginx = Nginx.start(home, thing.folder());
    try {
      for (int round = 0; round < stage.effort().rounds(); round++) {
        Optional<Downloads.Result> floor =
            nginx.map(one -> fetched(stage, new Downloads(HOST, one.port(), "/file.bin", "")));
        Downloads.Result mine = fetched(stage, ours);
        double floorRate = floor.map(Downloads.Result::filesPerSecond).orElse(Double.NaN);
        floor.ifPresent(result -> rows.add(row(thing.name(), "nginx", result, floorRate)));
        rows.add(row(thing.name(), contender.name(), mine, floorRate));
      }
    } finally {
      nginx.ifPresent(Nginx::close);
    }
    return rows;
  }

  private static Downloads.Result fetched(Stage stage, Downloads downloads) {
    return downloads.run(CONNECTIONS, stage.effort().warmUp(), stage.effort().measured());
  }

  private static List<String> row(
      String what, String server, Downloads.Result result, double floorRate) {
    return List.of(
        what,
        server,
        whole(result.filesPerSecond()),
        whole(result.mebibytesPerSecond()),
        decimal(result.filesPerSecond() / floorRate));
  }

  private static List<String> made(Contender contender, Stage stage, MessengerApi api, String token)
      throws IOException {
    int count = stage.effort().crowd(60, 10);
    var ids = new ArrayList<String>();
    for (int i = 1; i <= count; i++) {
      ids.add(api.upload(token, photograph(i)));
    }
    long start = System.nanoTime();
    for (String id : ids) {
      api.bytes("/media/" + id + "/w320", token);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    return List.of("w320 made anew", contender.name(), decimal(count / seconds), "–", "–");
  }

  /** Soft colours with some noise, as a camera gives them; another one for each number. */
  private static byte[] photograph(int number) throws IOException {
    var random = new Random(number);
    var image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        int noise = random.nextInt(24);
        int red = (x * 200 / WIDTH + noise) & 0xff;
        int green = (y * 200 / HEIGHT + noise) & 0xff;
        int blue = ((x + y + number * 40) * 100 / WIDTH + noise) & 0xff;
        image.setRGB(x, y, red << 16 | green << 8 | blue);
      }
    }
    var out = new ByteArrayOutputStream();
    ImageIO.write(image, "jpg", out);
    return out.toByteArray();
  }
}
