import Oracle
import Testing
