package dev.parley.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

class PreparedStatementsTest {
  private final AtomicInteger prepared = new AtomicInteger();

  private Connection counting(Connection real) {
    return (Connection)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Connection.class},
            (_, method, arguments) -> {
              if (method.getName().equals("prepareStatement")) {
                prepared.incrementAndGet();
              }
              return method.invoke(real, arguments);
            });
  }

  @Test
  void shouldPrepareAStatementWithNamedParametersOnce() throws SQLException {
    try (Connection real = DriverManager.getConnection("jdbc:sqlite:")) {
      Jdbi database = Jdbi.create(() -> counting(real));
      database.setStatementBuilderFactory(_ -> new PreparedStatements());
      try (Handle handle = database.open()) {
        for (int i = 0; i < 3; i++) {
          assertThat(next(handle, i)).isEqualTo(i + 1);
        }
      }
    }
    assertThat(prepared).hasValue(1);
  }

  private static int next(Handle handle, int number) {
    return handle
        .createQuery("select :number + 1")
        .bind("number", number)
        .mapTo(Integer.class)
        .one();
  }
}
