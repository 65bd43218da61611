package discordtest

func (s *Server) StopGateway()  {}
func (s *Server) StartGateway() {}
